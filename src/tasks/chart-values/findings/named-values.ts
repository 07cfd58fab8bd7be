import { conditionalValues } from './conditions';
import { FoundField, foundField } from './found-field';
import { doubtsOf, Expectation, provenKeys } from './proof';
import { asArray, isSameJson, JsonObject, read } from '../../../formats/manifest/json';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { Chart, mergedValues } from '../chart/chart';
import { Budget, Render } from '../chart/render';
import { candidatesOf } from '../trace/candidates';
import { Arrival, ValueMark, reachedPlaces, valueName } from '../trace/marks';
import { ValuePlace, placeKey } from '../trace/places';
import { traceValues } from '../trace/trace';

/** A finding with its object. */
export interface ObjectFinding {
  readonly object: JsonObject;
  readonly evaluated: EvaluatedFinding;
}

/** The maximum number of renderings of a chart: one to trace its values, and two for refused values and for proofs. */
const MOST_RENDERS = 3;

interface Reached {
  readonly marks: ReadonlyMap<string, ValueMark>;
  /** Values that also arrive outside of fields of Kubernetes, or have no effect without others. */
  readonly unusable: ReadonlySet<ValueMark>;
}

/**
 * Names the values of a chart that reach the fields of findings, as `values --explain` does. A value that needs another one, such as
 * `enabled`, is not named: setting it alone would have no effect.
 */
export class NamedValues {
  private readonly budget = new Budget(MOST_RENDERS);
  private readonly render: Render;
  private reached?: Promise<Reached>;

  constructor(private readonly chart: Chart, private readonly userValues: JsonObject, render: Render) {
    this.render = this.budget.counting(render);
  }

  /**
   * The names of values by finding. Renders nothing if no value can set any of the fields.
   *
   * @throws InputError if the values cannot be traced
   */
  public async of<T extends ObjectFinding>(findings: readonly T[]): Promise<ReadonlyMap<T, string>> {
    const fields = new Map(findings.flatMap((finding) => {
      const field = foundField(finding.object, finding.evaluated);
      return field ? [[finding, field] as const] : [];
    }));
    if (fields.size === 0) {
      return new Map();
    }
    const reached = await (this.reached ??= this.trace());
    const expected = new Map([...fields].flatMap(([finding, field]) => {
      const expectation = expectationFor(field, reached);
      return expectation ? [[finding, expectation] as const] : [];
    }));
    const isDoubtful = doubtsOf(this.chart);
    const proven = await provenKeys([...expected.values()].filter(({ mark }) => isDoubtful(mark)), this.render, this.budget);
    return new Map([...expected].filter(([, { mark, place }]) => !isDoubtful(mark) || proven.has(placeKey(place)))
      .map(([finding, { mark }]) => [finding, valueName(mark)]));
  }

  private async trace(): Promise<Reached> {
    const candidates = candidatesOf(this.chart, mergedValues(this.chart.values, this.userValues));
    const { arrivals } = await traceValues(candidates, this.render, this.budget, false);
    const conditional = conditionalValues(this.chart, candidates);
    const unusable = arrivals.filter((each) => !isLegal(each) || conditional.has(each.mark.candidate)).map(({ mark }) => mark);
    return { marks: reachedPlaces(arrivals), unusable: new Set(unusable) };
  }
}

function isLegal({ mark: { field }, place }: Arrival): boolean {
  return place.field !== field.field || field.levels.includes(place.container === undefined ? 'pod' : 'container');
}

/** The value that should reach a field. A value for the pod counts only if no value reaches the container. */
function expectationFor({ place, inherited, element }: FoundField, { marks, unusable }: Reached): Expectation | undefined {
  const at = [place, inherited].find((each): each is ValuePlace => each !== undefined && marks.has(placeKey(each)));
  const mark = at && marks.get(placeKey(at));
  return mark && !unusable.has(mark) && (element === undefined || holds(mark, element)) ? { mark, place: at } : undefined;
}

/** Whether an element of a list comes from the value. The template may add other elements. */
function holds({ candidate, field }: ValueMark, element: unknown): boolean {
  return asArray(read(candidate.value, field.keys)).some((each) => isSameJson(each, element));
}
