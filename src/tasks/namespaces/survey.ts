import { isLooser, labelsOf, lower, ModeLabels, AdmissionLevel } from './labels';
import { asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
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

/** Who must act before a workload meets a level. */
export type Actor = 'harden' | 'source' | 'image' | 'author';

/** A workload that does not meet the level. */
export interface Blocker {
  readonly workload: string;
  readonly level: AdmissionLevel;
  /** The level after hardening. */
  readonly hardened: AdmissionLevel;
  readonly actor: Actor;
  /** Whether it does not start after hardening if an image runs as root or as a user with a name, because nothing states its uid. */
  readonly needsUser: boolean;
  /** The object from which a controller writes the workload again; undefined if nothing names one. */
  readonly managedBy?: string;
  /** The ids of the controls that it violates as it is, or that hardening leaves if it leaves some. */
  readonly controls: readonly string[];
}

/** A namespace, and how strict the level can be that it enforces. */
export interface SurveyedNamespace {
  /** Undefined for objects without a namespace. */
  readonly name?: string;
  /** The labels of today. */
  readonly labels: ModeLabels;
  readonly workloads: number;
  /** Workloads with parts that cannot be evaluated. */
  readonly unevaluated: number;
  /** The strictest level that all workloads meet as they are. */
  readonly level: AdmissionLevel;
  /** The strictest level that all workloads meet after hardening. */
  readonly hardened: AdmissionLevel;
  readonly blockers: readonly Blocker[];
}

/** The objects behind a blocker. */
export interface BlockedWorkload {
  readonly namespace?: string;
  readonly blocker: Blocker;
  readonly input: Input;
  readonly hardened: JsonObject;
  /** What hardening leaves, and keeps the workload from the level. */
  readonly left: readonly EvaluatedFinding[];
}

/** Takes objects of a survey, which keeps none. */
export interface SurveyedObjects {
  readonly onNamespace: (namespace: JsonObject) => void;
  readonly onBlocked: (blocked: BlockedWorkload) => void;
}

type Writable = { -readonly [field in keyof SurveyedNamespace]: SurveyedNamespace[field] } & { blockers: Blocker[] };

/** Finds which namespaces can enforce a level. */
export class NamespaceSurvey {
  private readonly found = new Map<string | undefined, Writable>();

  /**
   * @param to the level to reach
   * @param evaluation the Pod Security Standards at this level
   * @param plans how workloads are hardened to this level
   */
  constructor(
    private readonly to: AdmissionLevel, private readonly evaluation: Evaluation, private readonly plans: Plans,
    private readonly objects?: SurveyedObjects,
  ) {}

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
      this.objects?.onNamespace(object);
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
    if (after && isLooser(level, this.to)) {
      const isMet = !isLooser(after.level, this.to);
      const blocker: Blocker = {
        workload: refText(refOf(object)),
        level,
        hardened: after.level,
        actor: isMet ? this.sourceOf(object, input) : after.actor,
        needsUser: after.needsUser,
        managedBy: input.isLive ? managerOf(object) : input.rendering && input.name,
        controls: controlsIn(isMet ? this.blocking(findings) : chosen(this.blocking(after.findings))),
      };
      namespace.blockers.push(blocker);
      this.objects?.onBlocked({
        namespace: namespace.name, blocker, input, hardened: after.manifest, left: this.blocking(after.findings),
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

  private afterHardening(object: JsonObject, input: Input): Hardened {
    const { manifest, opened, objects } = assess(object, this.plans.forDocument(object, input));
    const findings = this.findingsOn(opened);
    return {
      manifest,
      level: levelBy(findings),
      findings,
      actor: objects.some(({ ownerChanges }) => ownerChanges.length > 0) ? 'image' : 'author',
      needsUser: objects.some(({ unknownUsers }) => unknownUsers.length > 0),
    };
  }

  private sourceOf(object: JsonObject, input: Input): Actor {
    return (input.isLive && managerOf(object) !== undefined) || input.rendering ? 'source' : 'harden';
  }

  /** The findings that keep a workload from the level to reach. */
  private blocking(findings: readonly EvaluatedFinding[]): readonly EvaluatedFinding[] {
    return findings.filter(({ level }) => level === 'pss-baseline' || (level === 'pss-restricted' && this.to === 'restricted'));
  }
}

/** A workload after hardening. */
interface Hardened extends Pick<Blocker, 'level' | 'actor' | 'needsUser'> {
  readonly manifest: JsonObject;
  readonly findings: readonly EvaluatedFinding[];
}

/** The findings on values that the author wrote, if there are any: hardening leaves others out because of them. */
function chosen(left: readonly EvaluatedFinding[]): readonly EvaluatedFinding[] {
  const written = left.filter(({ value }) => !isAbsent(value));
  return written.length > 0 ? written : left;
}

function controlsIn(findings: readonly EvaluatedFinding[]): readonly string[] {
  return [...new Set(findings.map(({ control }) => control.id))];
}

function levelBy(findings: readonly EvaluatedFinding[]): AdmissionLevel {
  if (findings.some(({ level }) => level === 'pss-baseline')) {
    return 'privileged';
  }
  return findings.some(({ level }) => level === 'pss-restricted') ? 'baseline' : 'restricted';
}
