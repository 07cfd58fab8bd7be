import { IConstruct } from 'constructs';

/** What a construct answers for, when the app synthesizes: the problems that it has. */
interface Check {
  readonly construct: IConstruct;
  readonly problems: () => string[];
}

/**
 * Every way out of cdk8s runs inside a session. Within the outermost one the JSON of each object is computed and evaluated
 * once and kept; at its end all of that is dropped, so two syntheses with a change in between always differ.
 *
 * cdk8s runs all validations once per chart and once more: without the session the cost would grow with the square of
 * the number of charts.
 */
export class SynthSession {
  /** The synthesis state of the tree that a construct belongs to. */
  public static of(construct: IConstruct): SynthSession {
    const { root } = construct.node;
    let synthesis = SynthSession.byRoot.get(root);
    if (!synthesis) {
      synthesis = new SynthSession(root);
      SynthSession.byRoot.set(root, synthesis);
    }
    return synthesis;
  }

  private static readonly byRoot = new WeakMap<IConstruct, SynthSession>();

  private depth = 0;
  private kept = new Map<object, unknown>();
  private readonly checks: Check[] = [];
  private readonly beginnings: (() => void)[] = [];
  private readonly finishings: (() => readonly string[])[] = [];
  private readonly endings: ((kept: ReadonlyMap<object, unknown>) => void)[] = [];

  private constructor(private readonly root: IConstruct) {}

  /** How many ways out are running, one within the other. */
  public get level(): number {
    return this.depth;
  }

  /**
   * Runs a way out of cdk8s.
   *
   * @throws if a construct has problems that was added, or got its check, too late for cdk8s to validate it
   */
  public run<T>(wayOut: () => T): T {
    try {
      if (++this.depth === 1) {
        this.beginnings.forEach((begin) => begin());
      }
      const result = wayOut();
      if (this.depth === 1) {
        throwProblems([...this.finishings.flatMap((finish) => finish()), ...this.lateProblems()]);
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
    if (this.depth > 0) {
      this.kept.set(key, value);
    }
  }

  /** Drops what was kept, since what is required of the objects has changed: all of them are evaluated again. */
  public forget(): void {
    this.kept = new Map();
  }

  /** The values kept in the running synthesis under keys of one class. */
  public keptBy<K extends object>(isKey: (key: object) => key is K): readonly K[] {
    return [...this.kept.keys()].filter(isKey);
  }

  /** Adds a check of a construct: cdk8s asks for it as for any validation. What cdk8s does not ask for, the end of the session does. */
  public addCheck(construct: IConstruct, problems: () => string[]): void {
    const check = { construct, problems };
    this.checks.push(check);
    construct.node.addValidation({ validate: () => this.ask(check) });
  }

  /** Calls a function when a synthesis begins. */
  public atStart(begin: () => void): void {
    this.beginnings.push(begin);
  }

  /** Calls a function when all has left cdk8s, for the problems that only then show. */
  public atFinish(finish: () => readonly string[]): void {
    this.finishings.push(finish);
  }

  /** Calls a function with all that was kept whenever a synthesis ends, whether it failed or not. */
  public atEnd(ending: (kept: ReadonlyMap<object, unknown>) => void): void {
    this.endings.push(ending);
  }

  /** A check is done when it has no problems. If somebody catches the error of cdk8s, the end of the session asks again. */
  private ask(check: Check): string[] {
    const problems = check.problems();
    if (problems.length === 0) {
      this.keep(check, true);
    }
    return problems;
  }

  /** A check can add others: asking ends when there are no new ones. */
  private lateProblems(): string[] {
    const problems: string[] = [];
    const asked = new Set<Check>();
    const unasked = () => this.checks.filter((check) => !this.kept.has(check) && !asked.has(check));
    for (let late = unasked(); late.length > 0; late = unasked()) {
      const inTree = new Set(this.root.node.findAll());
      for (const check of late) {
        asked.add(check);
        const found = this.ask(check);
        problems.push(...inTree.has(check.construct) ? found.map((problem) => `[${check.construct.node.path}] ${problem}`) : []);
      }
    }
    return problems;
  }
}

/** @throws if there are problems, with the same text as cdk8s */
export function throwProblems(problems: readonly string[]): void {
  if (problems.length > 0) {
    throw new Error(`Validation failed with the following errors:\n  ${problems.join('\n  ')}`);
  }
}
