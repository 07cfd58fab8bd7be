import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { JsonObject } from '../../formats/manifest/json';
import { MinorVersion } from '../../formats/manifest/version';
import { Profile, profileOf } from '../../policy/engine/profile';
import { PlatformName, Target } from '../../policy/settings/target';
import { Waiver, WaiverTarget } from '../../policy/settings/waiver';
import { Baseline } from '../../tasks/baseline/baseline';
import { FailOn } from '../../tasks/reports/fail-on';
import { scopesWith } from '../options/scopes-with';
import { AppliedSettings } from '../options/settings-for-object';

/** The requirements for everything below a scope. */
export interface Gate {
  /** The scope that set the gate; undefined for a hardened workload's own gate. */
  readonly scope?: IConstruct;
  readonly profile: Profile;
  readonly failOn: FailOn;
  /** Whether pods that no control evaluates make synthesis fail. */
  readonly failOnUnevaluated?: boolean;
  /** The platform of the gate's scope, or of a scope around it; undefined if the nearest scope of each object decides. */
  readonly platform?: PlatformName;
  /** The target Kubernetes version. If undefined, the version of the hardened workload. */
  readonly kubernetesVersion?: MinorVersion;
  /** The baseline, whose findings do not fail. */
  readonly baseline?: GateBaseline;
  /** Whether controls with the severity `off` are evaluated, too. Default: false. */
  readonly ignoresSeverities?: boolean;
}

export interface GateBaseline extends Baseline {
  /** The path for messages. */
  readonly file: string;
}

/**
 * The setting that implies a waiver. With `takeOwnership`, the waiver only covers the container that hardening adds, even if an author's
 * container has the same name.
 */
export type ImplyingSetting = 'runAs' | 'takeOwnership';

/** A waiver that applies to an object. */
export interface GrantedWaiver {
  readonly waiver: Waiver;
  /** The setting that implies the waiver, if any. An implied waiver may be unused. */
  readonly impliedBy?: ImplyingSetting;
}

/** A waiver that a scope grants for constructs below it. */
export interface ListedWaiver extends GrantedWaiver {
  readonly targets: readonly ApiObject[];
}

/** A waiver that selects objects below the scope by their JSON: by name, or by other properties. */
export interface SelectingWaiver extends GrantedWaiver {
  /** Where the waiver is listed, for messages. */
  readonly source?: string;
  /** The object that the waiver names, if any. */
  readonly target?: WaiverTarget;
  /** A description of the selected objects, for messages. */
  readonly selection: string;
  readonly selects: (manifest: JsonObject) => boolean;
}

/** The records of `Hardening.of(scope)`. They are read at synthesis time. */
class Scope {
  /** Gates are resolved in every synthesis, because defaults of a scope can be set after its gate. */
  public readonly gates: (() => Gate)[] = [];
  public readonly waivers: ListedWaiver[] = [];
  /** Waivers that select objects by their manifests, such as those from waiver files. */
  public readonly selectingWaivers: SelectingWaiver[] = [];
  /** The settings that harden workloads below the scope. */
  public readonly applied: AppliedSettings[] = [];
}

const scopes = new WeakMap<IConstruct, Scope>();

/** The records of one scope. */
export function scopeOf(construct: IConstruct): Scope {
  let scope = scopes.get(construct);
  if (!scope) {
    scope = new Scope();
    scopes.set(construct, scope);
  }
  return scope;
}

/**
 * The first version with the complete Pod Security level "restricted". Hardened workloads are evaluated by this version or a newer version,
 * because older versions accept workloads that are not hardened.
 */
const OWN_FLOOR = 25;

/** The gate for every hardened workload. */
export function ownGate({ kubernetesVersion }: Target): Gate {
  return { profile: profileOf('hardened', Math.max(kubernetesVersion, OWN_FLOOR)), failOn: 'error' };
}

/** The gates that an object must pass, from all scopes that contain it. */
export function gatesFor(construct: IConstruct): readonly Gate[] {
  return scopesWith(scopes, construct).flatMap(({ gates }) => gates.map((resolve) => resolve()));
}

/**
 * The waivers for an object, from all scopes.
 *
 * @param manifest the JSON of the object, which waivers refer to
 */
export function waiversFor(apiObject: ApiObject, manifest: JsonObject): readonly GrantedWaiver[] {
  const around = scopesWith(scopes, apiObject);
  return [
    ...around.flatMap(({ waivers }) => waivers).filter(({ targets }) => targets.includes(apiObject)),
    ...around.flatMap(({ selectingWaivers }) => selectingWaivers).filter(({ selects }) => selects(manifest)),
  ];
}

/** The settings for an object of another kind, from the outermost scope to the innermost. */
export function appliedFor(construct: IConstruct): readonly AppliedSettings[] {
  return scopesWith(scopes, construct).flatMap(({ applied }) => applied);
}

/** The settings of all calls of `apply` at one scope. */
export function appliedAt(construct: IConstruct): readonly AppliedSettings[] {
  return scopes.get(construct)?.applied ?? [];
}
