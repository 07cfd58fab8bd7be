import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { managerOf } from '../../formats/manifest/manager';
import { refOf, refText } from '../../formats/manifest/object-ref';
import { groupKind } from '../../formats/manifest/workload';
import { assess } from '../../policy/engine/assess';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { EvaluatedFinding, isUnevaluated } from '../../policy/engine/finding';
import { OpenedManifest, openManifest } from '../../policy/engine/open';
import { documentObjects, documentsIn } from '../audit/documents';
import { Evaluation } from '../audit/evaluation';
import { Input } from '../audit/input';
import { Plans } from '../audit/plans';

/** The levels of the Pod Security Standards, least strict first. */
export const POD_SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;
export type PodSecurityLevel = typeof POD_SECURITY_LEVELS[number];

/** The modes of Pod Security admission. */
export const MODES = ['enforce', 'warn', 'audit'] as const;
export type PodSecurityMode = typeof MODES[number];

/** Who must act before a workload meets a level. */
export type Actor = 'harden' | 'source' | 'image' | 'author';

/** A workload that does not meet the level. */
export interface Blocker {
  readonly workload: string;
  readonly level: PodSecurityLevel;
  /** The level after hardening. */
  readonly hardened: PodSecurityLevel;
  readonly actor: Actor;
  /** The object from which a controller writes the workload again; undefined if nothing names one. */
  readonly managedBy?: string;
  /** The ids of the controls that it violates as it is, or that hardening leaves if it leaves some. */
  readonly controls: readonly string[];
}

/** A namespace, and how strict the level can be that it enforces. */
export interface SurveyedNamespace {
  /** Undefined for objects that name no namespace. */
  readonly name?: string;
  /** The labels of today, such as `baseline:v1.30`. */
  readonly labels: { readonly [mode in PodSecurityMode]?: string };
  readonly workloads: number;
  /** Workloads with parts that cannot be evaluated. */
  readonly unevaluated: number;
  /** The strictest level that all workloads meet as they are. */
  readonly level: PodSecurityLevel;
  /** The strictest level that all workloads meet after hardening. */
  readonly hardened: PodSecurityLevel;
  readonly blockers: readonly Blocker[];
}

const PREFIX = 'pod-security.kubernetes.io/';
const VERSION = /^(?:latest|v1\.(?:0|[1-9][0-9]*))$/;

type Writable = { -readonly [field in keyof SurveyedNamespace]: SurveyedNamespace[field] } & { blockers: Blocker[] };

/** Finds which namespaces can enforce a level. */
export class NamespaceSurvey {
  private readonly found = new Map<string | undefined, Writable>();

  /**
   * @param to the level to reach
   * @param evaluation the Pod Security Standards at this level
   * @param plans how workloads are hardened to this level
   */
  constructor(private readonly to: PodSecurityLevel, private readonly evaluation: Evaluation, private readonly plans: Plans) {}

  /** All namespaces by name; objects without one come first. */
  public get namespaces(): readonly SurveyedNamespace[] {
    const names = [...this.found.keys()].sort((one = '', other = '') => one < other ? -1 : 1);
    return names.map((name) => this.found.get(name)!);
  }

  /**
   * Adds the objects of an input, document by document.
   *
   * @throws InputError if it cannot be read
   */
  public* add(input: Input): Generator<void> {
    for (const document of documentsIn(input)) {
      for (const { object } of documentObjects(document)) {
        this.addObject(object, input);
      }
      yield;
    }
  }

  private addObject(object: JsonObject, input: Input): void {
    if (groupKind(object) === '/Namespace') {
      this.at(asString(asObject(object.metadata).name)).labels = labelsOf(object);
      return;
    }
    const opened = openManifest(object);
    if (!opened.objects.some(({ pods }) => pods.length > 0)) {
      return;
    }
    const namespace = this.at(asString(asObject(object.metadata).namespace) ?? input.rendering?.namespace);
    const findings = this.findingsOn(opened);
    const level = levelBy(findings);
    namespace.workloads++;
    namespace.unevaluated += findings.some(isUnevaluated) ? 1 : 0;
    namespace.level = lower(namespace.level, level);
    const after = level === 'restricted' ? undefined : this.afterHardening(object, input);
    namespace.hardened = lower(namespace.hardened, after?.level ?? level);
    if (after && rank(level) < rank(this.to)) {
      const isMet = rank(after.level) >= rank(this.to);
      namespace.blockers.push({
        workload: refText(refOf(object)),
        level,
        hardened: after.level,
        actor: isMet ? this.sourceOf(object, input) : after.actor,
        managedBy: input.isLive ? managerOf(object) : input.rendering && input.name,
        controls: this.controlsIn(isMet ? findings : after.findings),
      });
    }
  }

  private at(name: string | undefined): Writable {
    const known = this.found.get(name)
      ?? { name, labels: {}, workloads: 0, unevaluated: 0, level: 'restricted', hardened: 'restricted', blockers: [] };
    this.found.set(name, known);
    return known;
  }

  private findingsOn(opened: OpenedManifest): readonly EvaluatedFinding[] {
    return evaluateOpened(opened, this.evaluation.profile, this.evaluation.context);
  }

  private afterHardening(object: JsonObject, input: Input): {
    readonly level: PodSecurityLevel; readonly findings: readonly EvaluatedFinding[]; readonly actor: Actor;
  } {
    const { opened, objects } = assess(object, this.plans.forDocument(object, input));
    const findings = this.findingsOn(opened);
    const isImage = objects.some(({ unknownUsers, ownerChanges, keepsUsers }) =>
      unknownUsers.length + ownerChanges.length > 0 || keepsUsers);
    return { level: levelBy(findings), findings, actor: isImage ? 'image' : 'author' };
  }

  /** The controls that keep a workload from the level to reach. */
  private controlsIn(findings: readonly EvaluatedFinding[]): readonly string[] {
    return [...new Set(findings.filter((finding) => this.isBelow(finding)).map(({ control }) => control.id))];
  }

  private sourceOf(object: JsonObject, input: Input): Actor {
    return (input.isLive && managerOf(object) !== undefined) || input.rendering ? 'source' : 'harden';
  }

  /** Whether a finding keeps a workload from the level to reach. */
  private isBelow({ level }: EvaluatedFinding): boolean {
    return level === 'pss-baseline' || (level === 'pss-restricted' && this.to === 'restricted');
  }
}

/** The labels of a namespace. The API server evaluates an invalid level of `enforce` as restricted, and an invalid version as latest. */
function labelsOf({ metadata }: JsonObject): SurveyedNamespace['labels'] {
  const labels = asObject(asObject(metadata).labels);
  return Object.fromEntries(MODES.flatMap((mode) => {
    const level = asString(labels[PREFIX + mode]);
    const version = asString(labels[`${PREFIX}${mode}-version`]);
    const isLevel = (POD_SECURITY_LEVELS as readonly (string | undefined)[]).includes(level);
    const isValid = isLevel && (version === undefined || VERSION.test(version));
    return level === undefined ? [] : [[mode, `${level}${version === undefined ? '' : `:${version}`}${isValid ? '' : ' (invalid)'}`]];
  }));
}

function levelBy(findings: readonly EvaluatedFinding[]): PodSecurityLevel {
  if (findings.some(({ level }) => level === 'pss-baseline')) {
    return 'privileged';
  }
  return findings.some(({ level }) => level === 'pss-restricted') ? 'baseline' : 'restricted';
}

function rank(level: PodSecurityLevel): number {
  return POD_SECURITY_LEVELS.indexOf(level);
}

function lower(one: PodSecurityLevel, other: PodSecurityLevel): PodSecurityLevel {
  return rank(one) < rank(other) ? one : other;
}
