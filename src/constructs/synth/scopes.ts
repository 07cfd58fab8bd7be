import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { JsonObject } from '../../formats/manifest/json';
import { MinorVersion } from '../../formats/manifest/version';
import { Profile, profileOf } from '../../policy/engine/profile';
import { PlatformName, Settings } from '../../policy/settings/settings';
import { Waiver, WaiverTarget } from '../../policy/settings/waiver';
import { Baseline } from '../../tasks/baseline/baseline';
import { FailOn } from '../../tasks/reports/fail-on';
import { scopesWith } from '../options/scopes-with';
import { AppliedSettings } from '../options/settings-for-object';

/** The requirements on everything below a scope. */
export interface Gate {
  /** The scope that requires it; undefined for the own gate of a hardened workload. */
  readonly scope?: IConstruct;
  readonly profile: Profile;
  readonly failOn: FailOn;
  /** Whether pods that no control evaluates fail the synthesis, too. */
  readonly failOnUnevaluated?: boolean;
  /** The platform that the scope of the gate, or one around it, sets. If none does, the nearest scope of an object decides. */
  readonly platform?: PlatformName;
  /** The target Kubernetes version. If undefined, that of the hardened workload. */
  readonly kubernetesVersion?: MinorVersion;
  /** The findings that were there before, and do not fail. */
  readonly baseline?: GateBaseline;
}

export interface GateBaseline extends Baseline {
  /** Its path, for messages. */
  readonly file: string;
}

/** A waiver that comes with `takeOwnership` covers only a container that hardening adds, and not one of the author with the same name. */
export type ImplyingSetting = 'runAs' | 'takeOwnership';

/** A waiver that counts for an object. */
export interface GrantedWaiver {
  readonly waiver: Waiver;
  /** The setting that brings it about, if one does: then it may be unused. */
  readonly impliedBy?: ImplyingSetting;
}

/** A waiver that a scope grants for objects below it, by their constructs. */
export interface TargetedWaiver extends GrantedWaiver {
  readonly targets: readonly ApiObject[];
}

/** A waiver that selects its objects below the scope by their JSON: it names them, or says what they have. */
export interface SelectingWaiver extends GrantedWaiver {
  /** Where it is listed, for messages. */
  readonly source?: string;
  /** The object that it names, if it names one. */
  readonly target?: WaiverTarget;
  /** What it selects, for messages. */
  readonly selection: string;
  readonly selects: (manifest: JsonObject) => boolean;
}

/** The records of `Hardening.of(scope)`, which are read when the app synthesizes. */
class Scope {
  /** Each is resolved in every synthesis: the defaults of a scope can be set after its gate. */
  public readonly gates: (() => Gate)[] = [];
  public readonly waivers: TargetedWaiver[] = [];
  /** Such as those of waiver files. */
  public readonly selectingWaivers: SelectingWaiver[] = [];
  /** How workloads below it are hardened. */
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
 * The version since which Pod Security "restricted" is complete. Hardened workloads are evaluated by at least this version, however old
 * the cluster is: an older one accepts workloads that are not hardened.
 */
const OWN_FLOOR = 25;

/** The gate that every hardened workload must pass. */
export function ownGate({ kubernetesVersion }: Settings): Gate {
  return { profile: profileOf('hardened', Math.max(kubernetesVersion, OWN_FLOOR)), failOn: 'error' };
}

/** The gates that an object must pass: those of all scopes that contain it. */
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

/** How an object is hardened that is not of a hardened kind, from the outermost scope inwards. */
export function appliedFor(construct: IConstruct): readonly AppliedSettings[] {
  return scopesWith(scopes, construct).flatMap(({ applied }) => applied);
}

/** What `apply` was called with at one scope. */
export function appliedAt(construct: IConstruct): readonly AppliedSettings[] {
  return scopes.get(construct)?.applied ?? [];
}
