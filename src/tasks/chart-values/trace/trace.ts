import { ValueCandidate } from './candidates';
import { Arrival, arrivalsOf, ValueMark, markedValues, marksFor } from './marks';
import { InputError } from '../../../formats/manifest/input-error';
import { Budget, Render } from '../chart/render';
import { ChartObject, renderedObjects } from '../chart/rendered';

/** The places of the values of a chart. */
export interface Trace {
  readonly marks: readonly ValueMark[];
  readonly arrivals: readonly Arrival[];
  /** Values with an unknown destination: the chart does not render with their marks. */
  readonly untraced: readonly ValueCandidate[];
  /** Whether all values were traced before the limit of renderings. */
  readonly isComplete: boolean;
}

/**
 * Marks all values at once, and finds the places of the marks. If Helm refuses a mark, its value is found and left out.
 *
 * @param switchesOn whether to set `enabled` in maps that have no effect without it
 */
export async function traceValues(
  candidates: readonly ValueCandidate[], render: Render, budget: Budget, switchesOn = true,
): Promise<Trace> {
  const marks = marksFor(candidates);
  const tracer = new Tracer(render, budget, switchesOn);
  await tracer.trace(candidates, marks);
  return { marks, arrivals: tracer.arrivals, untraced: tracer.untraced, isComplete: tracer.isComplete };
}

class Tracer {
  public readonly arrivals: Arrival[] = [];
  public readonly untraced: ValueCandidate[] = [];
  public isComplete = true;

  constructor(private readonly render: Render, private readonly budget: Budget, private readonly switchesOn: boolean) {}

  public async trace(candidates: readonly ValueCandidate[], marks: readonly ValueMark[]): Promise<void> {
    if (candidates.length === 0) {
      return;
    }
    if (this.budget.isSpent) {
      this.isComplete = false;
      this.untraced.push(...candidates);
      return;
    }
    const own = marks.filter(({ candidate }) => candidates.includes(candidate));
    const { text, failure = '' } = await this.render(markedValues(own, this.switchesOn), { skipsSchema: true });
    const objects = text === undefined ? undefined : objectsIn(text);
    if (objects) {
      this.arrivals.push(...arrivalsOf(own, objects));
    } else {
      await this.traceRest(candidates, own, failure);
    }
  }

  /** Leaves out the values that Helm names. If Helm names none, each half is traced on its own. */
  private async traceRest(candidates: readonly ValueCandidate[], marks: readonly ValueMark[], failure: string): Promise<void> {
    const named = candidates.filter(({ path }) => namesValue(failure, path));
    if (named.length > 0 && named.length < candidates.length) {
      this.untraced.push(...named);
      await this.trace(candidates.filter((candidate) => !named.includes(candidate)), marks);
    } else if (candidates.length > 1) {
      const half = Math.floor(candidates.length / 2);
      await this.trace(candidates.slice(0, half), marks);
      await this.trace(candidates.slice(half), marks);
    } else {
      this.untraced.push(...candidates);
    }
  }
}

/** Whether a document may have pods. A cheap test, because most of a rendering can be definitions of custom resources. */
function mayHavePods(text: string): boolean {
  return text.includes('ontainers') && !/^kind: *["']?CustomResourceDefinition\b/m.test(text);
}

function objectsIn(text: string): readonly ChartObject[] | undefined {
  try {
    return renderedObjects(text, mayHavePods);
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

/** Whether an error of Helm names a value. For a subchart, the path in the error is shorter: `<.Values.securityContext.fsGroup>`. */
function namesValue(failure: string, path: readonly string[]): boolean {
  const text = path.join('.');
  return [...failure.matchAll(/\.Values((?:\.[\w-]+)+)/g)].some(([, chain]) => {
    const keys = chain.slice(1).split('.');
    return keys.some((key, index) => key === path.at(-1) && `.${text}`.endsWith(`.${keys.slice(0, index + 1).join('.')}`));
  });
}
