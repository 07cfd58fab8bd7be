import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Severity } from '../controls/check';
import { Profile, profileOf } from '../engine/profile';
import { JsonObject } from '../manifest/json';
import { MinorVersion } from '../manifest/version';
import { scopesWith } from '../options/scopes-with';
import { PlatformName, Settings } from '../settings/settings';
import { Waiver } from '../settings/waiver';
import { isTarget } from '../waivers/target';
import { TargetedWaiver } from '../waivers/waiver-file';

/** What everything below a scope must pass. */
export interface Gate {
  /** The scope that requires it; undefined for what a hardened workload requires of itself. */
  readonly scope?: IConstruct;
  readonly profile: Profile;
  /** The least severity that fails the synthesis; undefined for none. */
  readonly failOn: Severity | undefined;
  /** Whether pods that no control evaluates fail the synthesis, too. */
  readonly failOnUnevaluated?: boolean;
  /** The platform that the scope of the gate, or one around it, names. If none does, the nearest scope of an object decides. */
  readonly platform?: PlatformName;
  /** The version that the manifests are for. That of a hardened workload if undefined. */
  readonly kubernetesVersion?: MinorVersion;
}

/** A waiver that counts for an object. */
export interface GrantedWaiver {
  readonly waiver: Waiver;
  /** Whether it is only for a container that hardening adds, and not for one of the author's that has the same name. */
  readonly isForGenerated?: boolean;
}

/** A waiver, made on a scope for objects below it. */
interface ScopedWaiver extends GrantedWaiver {
  readonly targets: readonly ApiObject[];
}

/** What `Hardening.of(scope)` recorded for a scope. Read when the app synthesizes. */
class Scope {
  /** Each is resolved in every synthesis: the defaults of a scope can be set after its gate. */
  public readonly gates: (() => Gate)[] = [];
  public readonly waivers: ScopedWaiver[] = [];
  /** Waivers from waiver files, which name their objects and do not hold them. */
  public readonly listedWaivers: TargetedWaiver[] = [];
}

const scopes = new WeakMap<IConstruct, Scope>();

/** What is kept for one scope. */
export function scopeOf(construct: IConstruct): Scope {
  let scope = scopes.get(construct);
  if (!scope) {
    scope = new Scope();
    scopes.set(construct, scope);
  }
  return scope;
}

/**
 * The version from which on Pod Security "restricted" is complete. However old the cluster, a hardened workload is evaluated
 * by no less: an older one would let pass what nobody may call hardened.
 */
const OWN_FLOOR = 25;

/** The gate that a hardened workload must pass without being asked. */
export function ownGate({ kubernetesVersion }: Settings): Gate {
  return { profile: profileOf('hardened', Math.max(kubernetesVersion, OWN_FLOOR)), failOn: 'error' };
}

/** The gates that an object must pass: those of every scope it lies in. */
export function gatesFor(construct: IConstruct): readonly Gate[] {
  return scopesWith(scopes, construct).flatMap(({ gates }) => gates.map((resolve) => resolve()));
}

/**
 * The waivers made for an object, wherever they were made.
 *
 * @param manifest the final JSON of the object, by which waiver files know it
 */
export function waiversFor(apiObject: ApiObject, manifest: JsonObject): readonly GrantedWaiver[] {
  const around = scopesWith(scopes, apiObject);
  return [
    ...around.flatMap(({ waivers }) => waivers).filter(({ targets }) => targets.includes(apiObject)),
    ...around.flatMap(({ listedWaivers }) => listedWaivers).filter(({ target }) => isTarget(target, manifest)),
  ];
}
