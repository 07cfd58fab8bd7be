import { Assess, ChartAssessment } from './chart/assessment';
import { Chart, mergedValues, ValuePath } from './chart/chart';
import { RandomName, randomNames, mayHaveRandomNames, withStableNames } from './chart/random-names';
import { Budget, HelmOutcome, singleLine, Render } from './chart/render';
import { renderedObjects } from './chart/rendered';
import { blockedPlaces } from './choose/blocked';
import { chooseSettings, Setting } from './choose/choose';
import { presetSettings } from './choose/presets';
import { refusedBySchema } from './choose/schema-refusals';
import { unsafeOnes, withOwnWants } from './choose/switched-on';
import { ValueLine, valueLines, valuesOf } from './choose/values';
import { wantedKinds, wantsOf } from './choose/wants';
import { changedPods, Problem, switchedOn } from './prove/changed-pods';
import { Difference, Differences, differencesBetween, withoutChance } from './prove/differences';
import { ineffective } from './prove/ineffective';
import { suspectsOf } from './prove/suspects';
import { CandidateKind, candidatesOf, ValueCandidate } from './trace/candidates';
import { ValueMark } from './trace/marks';
import { ValuePlace, placeKey } from './trace/places';
import { Trace, traceValues } from './trace/trace';
import { InputError } from '../../formats/manifest/input-error';
import { JsonObject } from '../../formats/manifest/json';
import { Level } from '../../policy/settings/levels';

/** The inputs of a search for values. */
export interface ValuesRequest {
  readonly chart: Chart;
  /** The user's values, which ours override. */
  readonly userValues: JsonObject;
  readonly render: Render;
  /** Evaluates and hardens workloads, with the known facts about their images. */
  readonly assess: Assess;
  /** The profile that the workloads must meet. */
  readonly level: Level;
  /** The maximum number of renderings. */
  readonly maxRenders: number;
  /** Called before each rendering except the first. */
  readonly onRender?: (count: number) => void;
}

/** The result of the search for values. */
export interface ChartValues {
  readonly before: ChartAssessment;
  readonly trace: Trace;
  readonly settings: readonly Setting[];
  readonly lines: readonly ValueLine[];
  /** The chart rendered with the lines. Helm checks them against the schema of the chart. */
  readonly after: ChartAssessment;
  readonly leftOut: readonly LeftOutValue[];
  /** The titles of objects without pods that the lines change, too. */
  readonly alsoChanged: readonly string[];
  readonly renders: number;
}

/** A value that would fix findings, and is not written because it changes something else, too. */
export interface LeftOutValue {
  readonly path: ValuePath;
  /** A sentence about the change. */
  readonly reason: string;
}

/** Finds the values of a chart that make its workloads meet a profile. */
export class ValuesSearch {
  private readonly budget: Budget;
  private readonly render: Render;
  private randomNames: readonly RandomName[] = [];
  private readonly refused = new Set<string>();
  /** The places of the chart's unsafe values in maps that we switch on. Our values replace them. */
  private readonly unsafe = new Map<string, ValuePlace>();
  /** Values to write in addition to the chosen values. */
  private added: readonly Setting[] = [];
  private readonly leftOut = new Map<ValueCandidate, LeftOutValue>();
  private hasPresets = false;
  private chance?: Differences;

  constructor(private readonly request: ValuesRequest) {
    this.budget = new Budget(request.maxRenders);
    this.render = this.budget.counting(async (values, options) => {
      request.onRender?.(this.budget.used);
      const outcome = await request.render(values, options);
      return outcome.text === undefined ? outcome : { text: withStableNames(outcome.text, this.randomNames) };
    });
  }

  public get renders(): number {
    return this.budget.used;
  }

  /**
   * Renders the chart, and traces the places of its values.
   *
   * @param onlyWanted whether to trace only values that can replace a change by hardening. If the chart has none, this saves a rendering
   * @throws InputError if it does not render
   */
  public async look(onlyWanted = false): Promise<Pick<ChartValues, 'before' | 'trace'>> {
    const before = this.request.assess(await this.firstRendering());
    const kinds = onlyWanted ? wantedKinds(before.workloads) : undefined;
    return { before, trace: await this.trace(kinds) };
  }

  /**
   * Chooses values, and proves them.
   *
   * @throws InputError if they cannot be proved
   */
  public async choose({ before, trace }: Pick<ChartValues, 'before' | 'trace'>): Promise<Omit<ChartValues, 'renders'>> {
    for (;;) {
      const settings = [...this.chosen(before, trace), ...this.added];
      const lines = valueLines(settings);
      if (lines.length === 0) {
        this.added = await this.presets(before, {});
        if (this.added.length > 0) {
          continue;
        }
        return { before, trace, settings: [], lines, after: before, leftOut: [...this.leftOut.values()], alsoChanged: [] };
      }
      const { text, failure } = await this.renderWith(valuesOf(lines));
      if (text === undefined) {
        this.refuse(refusedBySchema(failure, settings.map(({ mark }) => mark)), `Helm refuses the values: ${singleLine(failure)}`);
        continue;
      }
      const after = this.request.assess(text, before);
      const differences = await this.differences(before, after, settings, trace);
      const { repairs, problems } = changedPods(differences, settings, trace);
      if (problems.length > 0) {
        this.leaveOut(problems, settings);
        continue;
      }
      if (repairs.length > 0) {
        this.added = [...this.added, ...repairs];
        continue;
      }
      const unsafe = unsafeOnes(differences.inPods.filter((each) => switchedOn(each, settings, trace)), after);
      if (unsafe.length > 0) {
        this.replace(unsafe, settings, trace);
        continue;
      }
      const useless = ineffective(settings, after);
      if (useless.length > 0) {
        this.refuse(useless.map(({ mark }) => mark), '');
        continue;
      }
      const presets = await this.presets(after, valuesOf(lines));
      if (presets.length === 0) {
        return { before, trace, settings, lines, after, leftOut: [...this.leftOut.values()], alsoChanged: differences.elsewhere };
      }
      this.added = [...this.added, ...presets];
    }
  }

  /**
   * The chart with values that override the user's, or Helm's reason for refusing them.
   *
   * @throws InputError if Helm may not render once more
   */
  public renderWith(values: JsonObject): Promise<HelmOutcome> {
    if (this.budget.isSpent) {
      throw new InputError(`${this.request.chart.name}: needs more than ${this.budget.limit} renderings, `
        + 'so nothing was written: please report the chart');
    }
    return this.render(values);
  }

  /** Like `renderWith` for an optional rendering; undefined if the limit is reached. */
  public tryWith(values: JsonObject): Promise<HelmOutcome> | undefined {
    return this.budget.isSpent ? undefined : this.render(values);
  }

  private trace(kinds: ReadonlySet<CandidateKind> | undefined): Promise<Trace> {
    const { chart, userValues } = this.request;
    const candidates = kinds?.size === 0 ? [] : candidatesOf(chart, mergedValues(chart.values, userValues));
    return traceValues(candidates.filter(({ kind }) => kinds?.has(kind) ?? true), this.render, this.budget);
  }

  private chosen({ workloads }: ChartAssessment, { arrivals }: Trace): readonly Setting[] {
    const wants = withOwnWants(wantsOf(workloads), this.unsafe.values(), workloads);
    const isRefused = (mark: ValueMark) => this.refused.has(keyOf(mark)) || this.leftOut.has(mark.candidate);
    const blocked = new Set<string>();
    for (;;) {
      const settings = chooseSettings(wants, arrivals, workloads, isRefused, blocked);
      const more = blockedPlaces(wants, settings).filter((key) => !blocked.has(key));
      if (more.length === 0) {
        return settings;
      }
      more.forEach((key) => blocked.add(key));
    }
  }

  /** The differences that our values cause. Random values of the chart, which also differ, are left out. */
  private async differences(
    before: ChartAssessment, after: ChartAssessment, settings: readonly Setting[], trace: Trace,
  ): Promise<Differences> {
    const differences = differencesBetween(before.objects, after.objects);
    const { problems } = changedPods(differences, settings, trace);
    if (problems.length === 0 && differences.elsewhere.length === 0) {
      return differences;
    }
    this.chance ??= differencesBetween(before.objects, this.request.assess(await this.renderedWith({})).objects);
    return withoutChance(differences, this.chance);
  }

  /** The presets for containers that need amounts. Only the first call searches. */
  private async presets(after: ChartAssessment, values: JsonObject): Promise<readonly Setting[]> {
    const { chart, userValues, level } = this.request;
    if (this.hasPresets || level !== 'hardened') {
      return [];
    }
    this.hasPresets = true;
    return presetSettings(mergedValues(chart.values, userValues), values, after, (tried) => this.tryWith(tried));
  }

  /** Asks for safe values in these places. If a value cannot be replaced, such as a value of `--set`, the maps stay off. */
  private replace(brought: readonly Difference[], settings: readonly Setting[], trace: Trace): void {
    const news = brought.filter(({ place }) => !this.unsafe.has(placeKey(place)));
    news.forEach(({ place }) => this.unsafe.set(placeKey(place), place));
    if (news.length === 0) {
      const maps = new Set(brought.map((each) => switchedOn(each, settings, trace)));
      this.refuse(trace.marks.filter(({ candidate }) => maps.has(candidate)), 'a map that is switched on brings unsafe values');
      this.unsafe.clear();
    }
  }

  /** Leaves out the values that change more than they should. Patches can set their fields. */
  private leaveOut(problems: readonly Problem[], settings: readonly Setting[]): void {
    const reason = problems.map(({ text }) => text).join('; ');
    suspectsOf(problems, settings).forEach((candidate) => this.leftOut.set(candidate, { path: candidate.path, reason }));
    this.added = this.added.filter(({ mark }) => !this.leftOut.has(mark.candidate));
  }

  private refuse(marks: readonly ValueMark[], reason: string): void {
    const news = marks.filter((mark) => !this.refused.has(keyOf(mark)));
    if (news.length === 0) {
      throw new InputError(`${this.request.chart.name}: ${reason}`);
    }
    news.forEach((mark) => this.refused.add(keyOf(mark)));
  }

  private async firstRendering(): Promise<string> {
    const text = await this.renderedWith({});
    if (!mayHaveRandomNames(this.request.chart)) {
      return text;
    }
    this.randomNames = randomNames(renderedObjects(text), renderedObjects(await this.renderedWith({})));
    return withStableNames(text, this.randomNames);
  }

  private async renderedWith(values: JsonObject): Promise<string> {
    const { text, failure, hint = '' } = await this.renderWith(values);
    if (text === undefined) {
      throw new InputError(`${this.request.chart.name}: ${singleLine(failure)}${hint}`);
    }
    return text;
  }
}

function keyOf({ candidate, field }: ValueMark): string {
  return JSON.stringify([candidate.path, field.keys]);
}
