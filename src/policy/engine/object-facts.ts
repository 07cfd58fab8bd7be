import { Facts } from './plan';
import { PolicyFacts } from './policy-facts';
import { PortFacts } from './port-facts';
import { isOfOneNode } from '../../formats/manifest/claims';
import { asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { boundAccounts } from '../../formats/manifest/role-bindings';
import { groupKind } from '../../formats/manifest/workload';
import { Rbac } from '../rbac/rbac';
import { Settings } from '../settings/settings';

/** The facts for an evaluation, which changes nothing: see the fields of the settings. */
export type EvaluationFacts = Pick<
  Settings, 'hasOpenNamespace' | 'accountsWithoutToken' | 'openAccounts' | 'boundAccounts' | 'definedAccounts' | 'grantsOf' | 'rulesOf' | 'singleNodeClaims' | 'networkPolicies' | 'podPorts'
>;

const RBAC = 'rbac.authorization.k8s.io/';

/** The facts that the objects of an input or an app have about each other. It keeps only names and rights. */
export class ObjectFacts {
  private readonly claims = new NamesByPlace();
  /** The claims that only one node at a time can mount. */
  private readonly singleNodeClaims = new NamesByPlace();
  /** The accounts that mount no token. The account decides for a pod without its own setting. */
  private readonly accountsWithoutToken = new NamesByPlace();
  /** The places of all accounts, by name. */
  private readonly accounts = new Map<string, Set<string>>();
  private readonly policies = new PolicyFacts();
  private readonly ports = new PortFacts();
  /** The rights of all subjects. */
  public readonly rbac = new Rbac();
  private readonly bindings: JsonObject[] = [];
  /** Computed once all objects are known. */
  private boundAccounts?: ReturnType<typeof boundAccounts>;

  /** Records the facts of an object that other objects at the same place depend on. */
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

  /** Records only the ports of its pods. */
  public learnPorts(object: JsonObject, place: string): void {
    this.ports.learn(object, place);
  }

  /**
   * The facts for the evaluation of an object at a place.
   *
   * @param hasOpenNamespace see `Settings`
   */
  public aroundForEvaluation(object: JsonObject, place: string, hasOpenNamespace?: boolean): EvaluationFacts {
    this.boundAccounts ??= this.bindings.length > 0 ? boundAccounts(this.bindings) : undefined;
    return {
      hasOpenNamespace,
      accountsWithoutToken: this.accountsWithoutToken.at(place),
      openAccounts: this.accountsWithoutToken.othersAt(place),
      boundAccounts: this.boundAccounts?.(object),
      grantsOf: (role) => this.rbac.grantsOf(role, place),
      rulesOf: (binding) => this.rbac.rulesOf(binding, place),
      definedAccounts: { has: (name) => [...this.accounts.get(name) ?? []].some((other) => canBeOne(other, place)) },
      singleNodeClaims: this.singleNodeClaims.at(place),
      networkPolicies: this.policies.at(place),
      podPorts: (selector) => this.ports.selected(selector, place),
    };
  }

  /** The facts for hardening an object at a place. */
  public around(object: JsonObject, place: string, hasOpenNamespace?: boolean): Facts & EvaluationFacts {
    return { ...this.aroundForEvaluation(object, place, hasOpenNamespace), ownClaims: this.claims.at(place) };
  }
}

/**
 * The place of an object. Objects at one place are in one namespace.
 *
 * @param unit the unit that is applied to one namespace, for an object without a namespace. Two units may be applied to two namespaces.
 */
export function placeOf({ metadata }: JsonObject, unit: string): string {
  const { namespace } = asObject(metadata);
  return isAbsent(namespace) ? `unit ${unit}` : `namespace ${String(namespace)}`;
}

/** Whether two places can be one namespace. */
function canBeOne(one: string, other: string): boolean {
  return one === other || [one, other].some((place) => place.startsWith('unit '));
}

/** The names, by place, for which all objects have a property. Of two objects with one name, one may be in another namespace. */
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

  /** The names for which some object does not have the property; undefined if there are none. */
  public othersAt(place: string): ReadonlySet<string> | undefined {
    return this.others.get(place);
  }
}

function namesAt(names: Map<string, Set<string>>, place: string): Set<string> {
  const known = names.get(place) ?? new Set();
  names.set(place, known);
  return known;
}
