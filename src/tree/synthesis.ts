import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Overrides, overrideMethods } from './override-methods';

/**
 * Every way out of cdk8s runs inside a bracket. Within the outermost one the JSON of each object is computed and judged
 * once and kept; at its end all of that is dropped, so two syntheses with a change in between always differ.
 *
 * cdk8s runs all validations once per chart and once more: without the bracket the cost would grow with the square of
 * the number of charts.
 */
export class Synthesis {
  /** The synthesis state of the tree that a construct belongs to. */
  public static of(construct: IConstruct): Synthesis {
    const { root } = construct.node;
    let synthesis = Synthesis.byRoot.get(root);
    if (!synthesis) {
      synthesis = new Synthesis();
      Synthesis.byRoot.set(root, synthesis);
      // By its methods and not by instanceof: the app may come from another copy of cdk8s.
      if ('synthYaml' in root) {
        overrideMethods(root, APP_OVERRIDES);
      }
    }
    return synthesis;
  }

  private static readonly byRoot = new WeakMap<IConstruct, Synthesis>();

  private depth = 0;
  private kept = new Map<object, unknown>();
  private readonly lastChecks: (() => void)[] = [];
  private readonly endings: ((kept: ReadonlyMap<object, unknown>) => void)[] = [];

  /** Whether a synthesis is running. */
  public get isRunning(): boolean {
    return this.depth > 0;
  }

  /** Runs a way out of cdk8s. */
  public run<T>(wayOut: () => T): T {
    this.depth++;
    try {
      const result = wayOut();
      if (this.depth === 1) {
        this.lastChecks.forEach((check) => check());
      }
      return result;
    } finally {
      if (--this.depth === 0) {
        const { kept } = this;
        this.kept = new Map();
        this.endings.forEach((ending) => ending(kept));
      }
    }
  }

  /** What was kept under a key in the running synthesis. */
  public recall<T>(key: object): T | undefined {
    return this.kept.get(key) as T | undefined;
  }

  /** Computes a value once in the running synthesis. */
  public once<T>(key: object, compute: () => T): T {
    const known = this.recall<{ value: T }>(key);
    const { value } = known ?? { value: compute() };
    this.keep(key, { value });
    return value;
  }

  /** Keeps something until the running synthesis ends. Outside of one nothing is kept. */
  public keep(key: object, value: unknown): void {
    if (this.isRunning) {
      this.kept.set(key, value);
    }
  }

  /** Calls a function when a synthesis has done its work, which it can still make fail. */
  public beforeEnd(check: () => void): void {
    this.lastChecks.push(check);
  }

  /** Calls a function with all that was kept whenever a synthesis ends, whether it failed or not. */
  public atEnd(ending: (kept: ReadonlyMap<object, unknown>) => void): void {
    this.endings.push(ending);
  }
}

const inBracket = (target: IConstruct, next: () => unknown) => Synthesis.of(target).run(next);
const APP_OVERRIDES: Overrides = { synth: inBracket, synthYaml: inBracket };
const CHART_OVERRIDES: Overrides = { toJson: inBracket };

/** Puts the chart's own way out in a bracket; its app's are in one since the tree's state was first asked for. */
export function bracketChart(chart: Chart): void {
  overrideMethods(chart, CHART_OVERRIDES);
}
