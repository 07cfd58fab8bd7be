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
 * Every method that emits objects (`App.synth`, `Chart.toJson`, ...) runs in a session. The outermost session computes and evaluates the
 * JSON of each object once, and caches it. At its end it drops the cache, so that the next synthesis sees all changes.
 *
 * All checks run before cdk8s starts, so that a single error has all findings. Objects that are added later are checked at the end.
 */
export class SynthSession {
  /** The session of a construct's tree. */
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

  /** Number of emitting methods that are running inside each other. */
  public get level(): number {
    return this.depth;
  }

  /** Whether only cdk8s gets the results of charts, to print them. */
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

  /** Runs `App.synth`, and then the functions for reports, even if it fails. */
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

  /** Caches values during some work, as a session does, but runs no checks and causes no errors. */
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

  /** The cached value for a key. */
  public recall<T>(key: object): T | undefined {
    return this.kept.get(key) as T | undefined;
  }

  /** Computes a value once in a session. */
  public once<T>(key: object, compute: () => T): T {
    const known = this.recall<{ value: T }>(key);
    const { value } = known ?? { value: compute() };
    this.keep(key, { value });
    return value;
  }

  /** Caches a value until the session ends. Outside a session, it does nothing. */
  public keep(key: object, value: unknown): void {
    if (this.depth > 0) {
      this.kept.set(key, value);
    }
  }

  /** Drops all cached values, because requirements have changed: all objects are evaluated again. */
  public forget(): void {
    this.kept = new Map();
  }

  /** The cached values with keys of one class. */
  public keptBy<K extends object>(isKey: (key: object) => key is K): readonly K[] {
    return [...this.kept.keys()].filter(isKey);
  }

  /** Adds a check of a construct. It is also a validation of the construct, for callers outside a session. */
  public addCheck(construct: IConstruct, failing: () => readonly Finding[]): void {
    const check = { construct, failing };
    this.checks.push(check);
    construct.node.addValidation({ validate: () => this.depth > 0 ? [] : this.ask(check).map(({ message }) => message) });
  }

  /** Registers a function that may add constructs. It runs before a session, and before a report. */
  public beforeStart(prepare: () => void): void {
    this.preparations.push(prepare);
  }

  /** Registers a function that runs when a session begins. */
  public atStart(begin: () => void): void {
    this.beginnings.push(begin);
  }

  /** Registers a function that runs after all objects have left cdk8s, for findings that appear only then. */
  public atFinish(finish: () => readonly Finding[]): void {
    this.finishings.push(finish);
  }

  /** Registers a function that gets all cached values at the end of every session, even if it failed. */
  public atEnd(ending: (kept: ReadonlyMap<object, unknown>) => void): void {
    this.endings.push(ending);
  }

  /** Sets the function that adds advice to errors. */
  public adviseWith(advise: Advise): void {
    this.advise = advise;
  }

  /** @throws an error with the findings, if any */
  public fail(findings: readonly Finding[]): void {
    throwFailures(this.root, findings, this.advise);
  }

  /** The findings of a check. After a run without findings, the check does not run again in the same session. */
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

  /** The findings of all checks. A check can add other checks, so this repeats until there are no new checks. */
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

  /** The errors of other validations, which cdk8s would report in the same error. */
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
 * @param others returns the errors of other validations
 * @throws an error with all findings by construct, if there are any
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
