import { IConstruct } from 'constructs';
import { apiObjectOf } from './api-objects';
import { creationOf } from './creation';
import { showProgram } from '../../formats/language/user-stack';
import { groupBy } from '../../formats/manifest/group-by';
import { Finding } from '../../tasks/reports/finding';
import { printable } from '../../tasks/reports/printable';
import { FailingConstruct, synthErrorText } from '../../tasks/reports/synth-error';

/** The findings of a construct that fail a synthesis. */
interface Check {
  readonly construct: IConstruct;
  readonly failing: () => readonly Finding[];
}

/**
 * Every method that emits objects (`App.synth`, `Chart.toJson`, ...) runs inside a session. The outermost session computes and evaluates
 * the JSON of each object once and keeps it. At its end it drops everything, so that the next synthesis sees all changes.
 *
 * All checks run before cdk8s starts, so that one error has all findings. Objects that are added later are checked at the end.
 */
export class SynthSession {
  /** The session of the tree that a construct belongs to. */
  public static of(construct: IConstruct): SynthSession {
    const { root } = construct.node;
    let session = SynthSession.byRoot.get(root);
    if (!session) {
      session = new SynthSession(root);
      SynthSession.byRoot.set(root, session);
    }
    return session;
  }

  private static readonly byRoot = new WeakMap<IConstruct, SynthSession>();

  private depth = 0;
  private prints = false;
  private advise?: Advise;
  private kept = new Map<object, unknown>();
  private readonly checks: Check[] = [];
  private readonly preparations: (() => void)[] = [];
  private readonly beginnings: (() => void)[] = [];
  private readonly finishings: (() => readonly Finding[])[] = [];
  private readonly reporters: (() => void)[] = [];
  private readonly endings: ((kept: ReadonlyMap<object, unknown>) => void)[] = [];

  private constructor(private readonly root: IConstruct) {}

  /** The number of nested emitting methods that are running. */
  public get level(): number {
    return this.depth;
  }

  /** Whether cdk8s prints the results of charts, and no other code gets them. */
  public get isPrinting(): boolean {
    return this.prints;
  }

  /**
   * Runs a method of cdk8s that prints objects.
   *
   * @throws if a check fails, before or after it
   */
  public print<T>(wayOut: () => T): T {
    return this.run(() => {
      this.prints = this.depth === 1;
      return wayOut();
    });
  }

  /**
   * Runs a method of cdk8s that emits objects.
   *
   * @throws if a check fails, before or after it
   */
  public run<T>(wayOut: () => T): T {
    try {
      if (++this.depth === 1) {
        this.preparations.forEach((prepare) => prepare());
        this.beginnings.forEach((begin) => begin());
        this.throwFailing();
      }
      const result = wayOut();
      if (this.depth === 1) {
        this.throwFailing(this.finishings.flatMap((finish) => finish()));
      }
      return result;
    } finally {
      if (--this.depth === 0) {
        const { kept } = this;
        this.prints = false;
        this.kept = new Map();
        this.endings.forEach((ending) => ending(kept));
      }
    }
  }

  /** Runs `App.synth`, and then the functions that report on it, even if it fails. */
  public reporting(synth: () => void): void {
    try {
      synth();
    } catch (error) {
      try {
        this.reporters.forEach((report) => report());
      } catch (other) {
        process.stderr.write(`cdk8s-hardened: error: ${printable((other as Error).message)}\n`);
      }
      throw error;
    }
    this.reporters.forEach((report) => report());
  }

  /** Calls a function after every `App.synth`. */
  public afterSynth(report: () => void): void {
    this.reporters.push(report);
  }

  /** Keeps computed values until some work is done, as a session does. No checks run, and findings do not cause errors. */
  public keeping<T>(work: () => T): T {
    if (this.depth > 0) {
      return work();
    }
    try {
      this.depth = 1;
      this.preparations.forEach((prepare) => prepare());
      return work();
    } finally {
      this.depth = 0;
      this.kept = new Map();
    }
  }

  /** The value that the running session keeps under a key. */
  public recall<T>(key: object): T | undefined {
    return this.kept.get(key) as T | undefined;
  }

  /** Computes a value once in the running session. */
  public once<T>(key: object, compute: () => T): T {
    const known = this.recall<{ value: T }>(key);
    const { value } = known ?? { value: compute() };
    this.keep(key, { value });
    return value;
  }

  /** Keeps a value until the running session ends. Outside of a session it keeps nothing. */
  public keep(key: object, value: unknown): void {
    if (this.depth > 0) {
      this.kept.set(key, value);
    }
  }

  /** Drops all kept values, because the requirements have changed: all objects are evaluated again. */
  public forget(): void {
    this.kept = new Map();
  }

  /** The values kept in the running session under keys of one class. */
  public keptBy<K extends object>(isKey: (key: object) => key is K): readonly K[] {
    return [...this.kept.keys()].filter(isKey);
  }

  /** Adds a check of a construct. It is also a validation of the construct, for callers outside of a session. */
  public addCheck(construct: IConstruct, failing: () => readonly Finding[]): void {
    const check = { construct, failing };
    this.checks.push(check);
    construct.node.addValidation({ validate: () => this.depth > 0 ? [] : this.ask(check).map(({ message }) => message) });
  }

  /** Calls a function, which may add constructs, before a session begins, and before a report. */
  public beforeStart(prepare: () => void): void {
    this.preparations.push(prepare);
  }

  /** Calls a function when a session begins. */
  public atStart(begin: () => void): void {
    this.beginnings.push(begin);
  }

  /** Calls a function after all objects have left cdk8s, for findings that only show then. */
  public atFinish(finish: () => readonly Finding[]): void {
    this.finishings.push(finish);
  }

  /** Calls a function with all kept values at the end of every session, failed or not. */
  public atEnd(ending: (kept: ReadonlyMap<object, unknown>) => void): void {
    this.endings.push(ending);
  }

  /** Sets the function that adds advice on a construct to the error of a session. */
  public adviseWith(advise: Advise): void {
    this.advise = advise;
  }

  /** @throws an error with the findings, if there are any */
  public fail(findings: readonly Finding[]): void {
    throwFailures(this.root, findings, this.advise);
  }

  /** A check that finds nothing does not run again in the same session. */
  private ask(check: Check): readonly Finding[] {
    if (this.kept.has(check)) {
      return [];
    }
    const findings = check.failing();
    if (findings.length === 0) {
      this.keep(check, true);
    }
    return findings;
  }

  private throwFailing(findings: readonly Finding[] = []): void {
    throwFailures(this.root, [...findings, ...this.failing()], this.advise, () => this.otherErrors());
  }

  /** A check can add other checks, so this repeats until no new checks appear. */
  private failing(): readonly Finding[] {
    const findings: Finding[] = [];
    const asked = new Set<Check>();
    const unasked = () => this.checks.filter((check) => !this.kept.has(check) && !asked.has(check));
    for (let next = unasked(); next.length > 0; next = unasked()) {
      const inTree = new Set(this.root.node.findAll());
      for (const check of next) {
        asked.add(check);
        findings.push(...inTree.has(check.construct) ? this.ask(check) : []);
      }
    }
    return findings;
  }

  /** The errors of validations that are not ours: cdk8s reports them in the same error. */
  private otherErrors(): readonly string[] {
    return this.root.node.findAll().flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  }
}

/** Returns the advice that the error shows for a construct. */
type Advise = (construct: IConstruct, findings: readonly Finding[]) => Pick<FailingConstruct, 'advice' | 'takesWaivers'>;

const NO_ADVICE: Advise = () => ({ takesWaivers: false });

/**
 * Fails a synthesis.
 *
 * @param others returns the errors of validations that are not ours
 * @throws an error with all findings, construct by construct, if there are any
 */
function throwFailures(
  root: IConstruct, findings: readonly Finding[], advise: Advise = NO_ADVICE, others: () => readonly string[] = () => [],
): void {
  if (findings.length === 0) {
    return;
  }
  const byPath = groupBy(findings, ({ constructPath = '' }) => constructPath);
  const constructs = new Map(root.node.findAll().map((construct) => [construct.node.path, construct]));
  const error = new Error(synthErrorText([...byPath].map(([path, ofPath]) => {
    const construct = constructs.get(path);
    const kind = construct && apiObjectOf(construct)?.kind;
    return { path, kind, findings: ofPath, ...construct ? advise(construct, ofPath) : { takesWaivers: false } };
  }), others()));
  showProgram(error, [...byPath.keys()].flatMap((path) => creationOf(constructs.get(path)) ?? []));
  throw error;
}
