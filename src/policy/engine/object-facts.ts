import { Facts } from './plan';
import { PolicyFacts } from './policy-facts';
import { PortFacts } from './port-facts';
import { isOfOneNode } from '../../formats/manifest/claims';
import { asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { boundAccounts } from '../../formats/manifest/role-bindings';
import { groupKind } from '../../formats/manifest/workload';
import { Rbac } from '../rbac/rbac';
import { Settings } from '../settings/settings';

/** What counts where nothing is changed: see the fields of the settings. */
export type EvaluationFacts = Pick<
  Settings, 'accountsWithoutToken' | 'openAccounts' | 'boundAccounts' | 'definedAccounts' | 'grantsOf' | 'singleNodeClaims' | 'networkPolicies' | 'podPorts'
>;

const RBAC = 'rbac.authorization.k8s.io/';

/** What the objects of an input, or of an app, say about each other. It keeps only names, and what roles allow. */
export class ObjectFacts {
  private readonly claims = new NamesByPlace();
  /** Those that one node mounts at a time. */
  private readonly singleNodeClaims = new NamesByPlace();
  /** The accounts that mount no token: a pod that says nothing itself does as its account says. */
  private readonly accountsWithoutToken = new NamesByPlace();
  /** The places of all accounts, by name. */
  private readonly accounts = new Map<string, Set<string>>();
  private readonly policies = new PolicyFacts();
  private readonly ports = new PortFacts();
  /** Who may do what. */
  public readonly rbac = new Rbac();
  private readonly bindings: JsonObject[] = [];
  /** Computed once all objects are known. */
  private boundAccounts?: ReturnType<typeof boundAccounts>;

  /** Takes from an object what others depend on: those at the same place. */
  public learn(object: JsonObject, place: string): void {
    const kind = groupKind(object);
    const name = asString(asObject(object.metadata).name);
    if (kind === '/ServiceAccount' && name !== undefined) {
      this.accountsWithoutToken.learn(name, object.automountServiceAccountToken === false, place);
      namesAt(this.accounts, name).add(place);
    } else if (kind === '/PersistentVolumeClaim' && name !== undefined) {
      this.claims.learn(name, true, place);
      this.singleNodeClaims.learn(name, isOfOneNode(object), place);
    } else if (kind.startsWith(RBAC)) {
      this.rbac.learn(object, place);
      if (kind.endsWith('Binding')) {
        this.bindings.push({ apiVersion: object.apiVersion, kind: object.kind, metadata: object.metadata, subjects: object.subjects });
      }
    } else {
      this.policies.learn(object, place);
      this.ports.learn(object, place);
    }
  }

  /** Takes the ports of its pods alone. */
  public learnPorts(object: JsonObject, place: string): void {
    this.ports.learn(object, place);
  }

  /** What counts for the evaluation of an object at a place. */
  public aroundForEvaluation(object: JsonObject, place: string): EvaluationFacts {
    this.boundAccounts ??= this.bindings.length > 0 ? boundAccounts(this.bindings) : undefined;
    return {
      accountsWithoutToken: this.accountsWithoutToken.at(place),
      openAccounts: this.accountsWithoutToken.othersAt(place),
      boundAccounts: this.boundAccounts?.(object),
      grantsOf: (role) => this.rbac.grantsOf(role, place),
      definedAccounts: { has: (name) => [...this.accounts.get(name) ?? []].some((other) => canBeOne(other, place)) },
      singleNodeClaims: this.singleNodeClaims.at(place),
      networkPolicies: this.policies.at(place),
      podPorts: (selector) => this.ports.selected(selector, place),
    };
  }

  /** What counts for hardening an object at a place. */
  public around(object: JsonObject, place: string): Facts & EvaluationFacts {
    return { ...this.aroundForEvaluation(object, place), ownClaims: this.claims.at(place) };
  }
}

/**
 * Where an object will be: objects at one place are in one namespace.
 *
 * @param unit what is applied to one namespace, for an object that names none: two units may be applied to two
 */
export function placeOf({ metadata }: JsonObject, unit: string): string {
  const { namespace } = asObject(metadata);
  return isAbsent(namespace) ? `unit ${unit}` : `namespace ${String(namespace)}`;
}

/** Whether two places can be one namespace. */
function canBeOne(one: string, other: string): boolean {
  return one === other || [one, other].some((place) => place.startsWith('unit '));
}

/** The names, by place, of objects that are all so: of two with one name, one may be that of another namespace. */
class NamesByPlace {
  private readonly names = new Map<string, Set<string>>();
  private readonly others = new Map<string, Set<string>>();

  public learn(name: string, isSo: boolean, place: string): void {
    if (!isSo) {
      namesAt(this.others, place).add(name);
      this.names.get(place)?.delete(name);
    } else if (!this.others.get(place)?.has(name)) {
      namesAt(this.names, place).add(name);
    }
  }

  /** Undefined if there are none. */
  public at(place: string): ReadonlySet<string> | undefined {
    return this.names.get(place);
  }

  /** The names of which one is not so; undefined if there are none. */
  public othersAt(place: string): ReadonlySet<string> | undefined {
    return this.others.get(place);
  }
}

function namesAt(names: Map<string, Set<string>>, place: string): Set<string> {
  const known = names.get(place) ?? new Set();
  names.set(place, known);
  return known;
}
