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
  /** The scope that requires it; undefined for the own gate of a hardened workload. */
  readonly scope?: IConstruct;
  readonly profile: Profile;
  readonly failOn: FailOn;
  /** Whether pods that no control evaluates also fail the synthesis. */
  readonly failOnUnevaluated?: boolean;
  /** The platform that the scope of the gate, or one around it, sets. If none does, the nearest scope of an object decides. */
  readonly platform?: PlatformName;
  /** The target Kubernetes version. If undefined, the version of the hardened workload. */
  readonly kubernetesVersion?: MinorVersion;
  /** The existing findings, which do not fail. */
  readonly baseline?: GateBaseline;
  /** Whether controls that are off are evaluated, too. Default: false. */
  readonly ignoresSeverities?: boolean;
}

export interface GateBaseline extends Baseline {
  /** Its path, for messages. */
  readonly file: string;
}

/** A waiver from `takeOwnership` covers only the container that hardening adds, and not an author's container with the same name. */
export type ImplyingSetting = 'runAs' | 'takeOwnership';

/** A waiver that applies to an object. */
export interface GrantedWaiver {
  readonly waiver: Waiver;
  /** The setting that implies it, if any. Such a waiver may be unused. */
  readonly impliedBy?: ImplyingSetting;
}

/** A waiver that a scope grants for objects below it, by their constructs. */
export interface ListedWaiver extends GrantedWaiver {
  readonly targets: readonly ApiObject[];
}

/** A waiver that selects its objects below the scope by their JSON: by name, or by other properties. */
export interface SelectingWaiver extends GrantedWaiver {
  /** Where it is listed, for messages. */
  readonly source?: string;
  /** The object that it names, if any. */
  readonly target?: WaiverTarget;
  /** A description of the objects that it selects, for messages. */
  readonly selection: string;
  readonly selects: (manifest: JsonObject) => boolean;
}

/** The records of `Hardening.of(scope)`, which are read when the app synthesizes. */
class Scope {
  /** Gates are resolved in every synthesis, since the defaults of a scope can be set after its gate. */
  public readonly gates: (() => Gate)[] = [];
  public readonly waivers: ListedWaiver[] = [];
  /** Such as those of waiver files. */
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
 * The first version with the complete Pod Security level "restricted". Hardened workloads are evaluated by at least this version, however
 * old the cluster is, since older versions accept workloads that are not hardened.
 */
const OWN_FLOOR = 25;

/** The gate that every hardened workload must pass. */
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

/** The settings for an object that is not of a hardened kind, from the outermost scope inwards. */
export function appliedFor(construct: IConstruct): readonly AppliedSettings[] {
  return scopesWith(scopes, construct).flatMap(({ applied }) => applied);
}

/** The settings of the calls of `apply` at one scope. */
export function appliedAt(construct: IConstruct): readonly AppliedSettings[] {
  return scopes.get(construct)?.applied ?? [];
}
