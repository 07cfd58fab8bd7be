import { Admission, Fillings } from './admission';
import { Cause } from './causes';
import { Check, Find, Fix, Refuser, Severity, Violation, Violations } from './check';
import { Reads } from './reads';
import { RemedyInCode } from './remedy-in-code';
import { Risks } from './risk';
import { Specification } from './specification';
import { listOf } from './violations';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { JsonObject, Path } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { MinorVersion } from '../../formats/manifest/version';
import { Context } from '../context/context';
import { FactName } from '../facts/facts';
import { Declarations } from '../settings/declarations';
import { Level, LEVELS } from '../settings/levels';

export { type Level, LEVELS };

/** Controls outside the profiles. They always apply, and cannot be waived. */
export const GROUPS = ['declarations', 'output', 'waivers'] as const;
export type Group = typeof GROUPS[number];

/** A check, and the first Kubernetes version with it. */
export interface VersionedCheck<F extends FactName = never> {
  readonly since: MinorVersion;
  /** The lowest level whose profile contains the check, if it differs from the level of the control. A standard may have added it late. */
  readonly level?: Level;
  readonly check: Find<F>;
}

interface ControlBase {
  /** The function for the cause of a violation. Violations of several controls with the same cause become one finding. */
  readonly cause?: Cause;
  /** A stable id in kebab-case. The file of the control has the same name. */
  readonly id: string;
  readonly title: string;
  readonly level: Level | Group;
  /** What an attacker gains from a violation. The severity follows from it. */
  readonly risk: Risks;
  /** The reason, in sentences, if the risk differs by two levels or more from the risk in a well-known scanner. */
  readonly riskNote?: string;
  /** The address of its documentation, for a control of a team. */
  readonly page?: string;
  /** The severity, if it does not follow from the risk. */
  readonly severity?: Severity;
  /** Whether it is an error on hardened kinds, although its risk makes it a warning on others. */
  readonly failsHardenedKinds?: true;
  /** The possible harm in one sentence. */
  readonly why: string;
  /** How to fix the manifest. Mentions only fields of manifests. */
  readonly remedy: string;
  /** The remedy for code with cdk8s-plus and this library, if it differs. */
  readonly remedyInCode?: RemedyInCode;
  /** The component that refuses the object, or that does not start its containers. A waiver cannot help. */
  readonly refusedBy?: Refuser;
}

/** A control of a profile. */
interface ProfileControl extends ControlBase {
  readonly level: Level;
  /** The facts about other objects that the control reads. They are collected if the control is active. It gets no other facts. */
  readonly facts?: readonly FactName[];
  /** The remedy for Windows pods, if `remedy` names fields that only Linux has. */
  readonly remedyOnWindows?: string;
  readonly spec: Specification;
}

/** The facts that a control declares. */
type Declared<F extends readonly FactName[]> = F extends readonly [] ? { readonly facts?: undefined } : { readonly facts: F };

/** A control on pods, and so on every workload that creates them. It declares the facts that its checks and fixes read. */
export type PodControl<F extends readonly FactName[] = []> = AnyPodControl<F[number]> & Declared<F>;

/** A control on pods with any facts. */
export interface AnyPodControl<F extends FactName = FactName> extends ProfileControl {
  /**
   * The checks, oldest first. The control does not exist in versions before the first check. Without checks, the control only fills in
   * values, and never reports a violation.
   */
  readonly checks: readonly VersionedCheck<F>[];
  /** The fields that the checks read. Absent without checks. */
  readonly reads?: Reads;
  /**
   * The conditions for admission policies, or the reason why policies leave out the control. Absent if the specification has the allowed
   * values, or if Kubernetes refuses violations anyway.
   */
  readonly admission?: Admission;
  /** Ids of controls that this one replaces if both are active. */
  readonly replaces?: readonly string[];
  /** True if the container only inherits a pod-level problem that the replaced control already reports. */
  readonly followsFromPod?: (violation: Violation) => boolean;
  readonly fix?: Fix<F>;
  /** The value that mutating policies fill in. Absent if the fix fills in declarations of a hardened workload. */
  readonly filling?: Fillings;
  /**
   * Whether the user's choices contain the value that the fix fills in, such as a uid. Then the fix runs in every profile; otherwise it
   * runs only in profiles that contain the control. `true` if the fix does nothing without such a choice.
   */
  readonly isRequested?: true | ((context: Context<F>, pod: PodView) => boolean);
  /**
   * Whether a value that violates a check is only incomplete. Then the fix may add to it without contradicting the author. Empty values are
   * always incomplete.
   */
  readonly completes?: (value: unknown) => boolean;
  /** Replaces or removes unsafe values of the author. Runs before the fixes, and only if the user asks for it. */
  readonly overrideUnsafe?: Fix<F>;
  /** Whether the fix adds to a value of the author, because the user requires it. A waived value stays unchanged. */
  readonly amends?: boolean;
  /** Whether the fix also applies to Windows pods. */
  readonly fixesWindows?: boolean;
  /** Ids of controls whose fixes keep an application working if only this control is fixed. */
  readonly fixedWith?: readonly string[];
  /** Ids of controls whose fixes must run earlier, because this fix reads the values that they fill in. */
  readonly after?: readonly string[];
}

/** A control on objects themselves, not on the pods that they create. It declares the facts that its check reads. */
export type ObjectControl<F extends readonly FactName[] = []> = AnyObjectControl<F[number]> & Declared<F>;

/** A control on objects with any facts. */
export interface AnyObjectControl<F extends FactName = FactName> extends ProfileControl {
  /** Group and kind, such as `rbac.authorization.k8s.io/ClusterRoleBinding`. All kinds if absent. */
  readonly kinds?: readonly string[];
  /** Whether a violation means that no control checked some pods of the object, or some settings of pods. */
  readonly isUnevaluated?: boolean;
  /** @param path of the object in its manifest: empty unless the manifest is a list */
  readonly checkObject: (object: JsonObject, context: Context<F>, path: Path) => Violations;
}

/** A control on Dockerfiles, before an image is built. */
export interface DockerfileControl extends ProfileControl {
  readonly checkDockerfile: (view: DockerfileView) => Violations;
}

/** A hardened workload, as a control on declarations sees it. */
export interface DeclaringWorkload {
  readonly object: JsonObject;
  readonly pods: readonly PodView[];
  readonly context: Context;
}

/** A control on options of a hardened workload that can only be verified in the final JSON, such as names of containers. */
export interface DeclarationControl extends ControlBase {
  readonly level: 'declarations';
  readonly checkDeclarations: (declarations: Declarations, workload: DeclaringWorkload) => Violations;
}

/** A control without a check: the ledger finds violations of waivers, and the synthesis finds violations of the output. */
export interface OutcomeControl extends ControlBase {
  readonly level: 'output' | 'waivers';
}

export type Control = AnyPodControl | AnyObjectControl | DockerfileControl | DeclarationControl | OutcomeControl;

export function isPodControl(control: Control): control is AnyPodControl {
  return 'checks' in control;
}

export function isObjectControl(control: Control): control is AnyObjectControl {
  return 'checkObject' in control;
}

export function isDockerfileControl(control: Control): control is DockerfileControl {
  return 'checkDockerfile' in control;
}

export function isDeclarationControl(control: Control): control is DeclarationControl {
  return 'checkDeclarations' in control;
}

/** Whether a control only fills in a field, and never has violations. */
export function onlyFillsIn(control: Control): boolean {
  return isPodControl(control) && control.checks.length === 0;
}

/** Whether a control reads fields of containers. It may also read these fields on the pod. */
export function isOnContainers(control: Control): boolean {
  return isPodControl(control) && control.spec.rules.some(({ fields }) => fields.some((field) => OF_CONTAINERS.test(field)));
}

const OF_CONTAINERS = /^spec\.\{?\w*[cC]ontainers/;

/** The id of a policy of a team. Ids of built-in controls have no slash. */
export const OWN_ID = /^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9-]*$/;

/** Whether a control is a policy of a team. */
export function isOwnControl({ id }: Pick<Control, 'id'>): boolean {
  return OWN_ID.test(id);
}

/** Whether a waiver can accept the findings of a control. */
export function isWaivable({ level }: Control): boolean {
  return (LEVELS as readonly string[]).includes(level);
}

/** Whether the settings of a scope can change the severity of a control. */
export function isConfigurable(control: Control): boolean {
  return control.level === 'hardened' && control.refusedBy === undefined && !onlyFillsIn(control);
}

/** The reason why a scope cannot change the severity of a control, for errors. */
export function whyFixed(control: Control): string {
  if (onlyFillsIn(control)) {
    return 'it only fills in a field, and reports nothing';
  }
  return control.refusedBy ? 'Kubernetes itself refuses such objects' : `it is a control of ${control.level}`;
}

/** A check for all Kubernetes versions. */
export function always<F extends FactName = never>(check: Find<F>): readonly VersionedCheck<F>[] {
  return [{ since: 0, check }];
}

/** The check of a control in the profile of a level at a version; undefined if there is none. */
export function checkAt(control: AnyPodControl, level: Level, version: MinorVersion): Check | undefined {
  const find = versionAt(control, level, version)?.check;
  return find && ((pod, context) => listOf(find(pod, context)));
}

/** The lowest level whose profile contains this check. */
export function levelAt(control: AnyPodControl, level: Level, version: MinorVersion): Level {
  return versionAt(control, level, version)?.level ?? control.level;
}

function versionAt({ checks }: AnyPodControl, level: Level, version: MinorVersion): VersionedCheck<FactName> | undefined {
  const rank = LEVELS.indexOf(level);
  return checks.filter((each) => each.since <= version && LEVELS.indexOf(each.level ?? LEVELS[0]) <= rank).pop();
}
