import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Severity } from '../controls/control';
import { Profile } from '../engine/profile';
import { JsonObject } from '../manifest/json';
import { scopesWith } from '../policy/scopes-with';
import { isTarget, TargetedWaiver } from '../waivers/policy-file';
import { Waiver } from '../waivers/waiver';

/** A demand on everything below a scope. */
export interface Gate {
  /** The profile for one object, asked for at synth: the defaults of the scopes around it may say which. */
  readonly profile: (object: IConstruct) => Profile;
  /** The least severity that fails the synthesis; undefined for none. */
  readonly failOn: Severity | undefined;
  /** Whether pods that no control evaluates fail the synthesis, too. */
  readonly failOnUnevaluated?: boolean;
}

/** A waiver, made on a scope for objects below it. */
export interface GrantedWaiver {
  readonly waiver: Waiver;
  readonly targets: readonly ApiObject[];
}

/** What `Hardening.of(scope)` was told about a scope. Read when the app synthesises. */
class Scope {
  public readonly gates: Gate[] = [];
  public readonly waivers: GrantedWaiver[] = [];
  /** Waivers out of policy files, which name their objects and do not hold them. */
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

/** The gates that an object must pass: those of every scope it lies in. */
export function gatesFor(construct: IConstruct): readonly Gate[] {
  return scopesWith(scopes, construct).flatMap(({ gates }) => gates);
}

/** The waivers made for an object, wherever they were made. */
export function waiversFor(apiObject: ApiObject): readonly Waiver[] {
  const told = scopesWith(scopes, apiObject);
  return [
    ...told.flatMap(({ waivers }) => waivers).filter(({ targets }) => targets.includes(apiObject)),
    ...told.flatMap(({ listedWaivers }) => listedWaivers).filter(({ target }) => isTarget(target, identityOf(apiObject))),
  ].map(({ waiver }) => waiver);
}

/** What a policy file knows an object by. */
export function identityOf({ kind, name, metadata }: ApiObject): JsonObject {
  return { kind, metadata: { name, namespace: metadata.namespace } };
}
