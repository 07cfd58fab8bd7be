import { Collector, Fact } from './fact';
import { namespaceAt } from './place';
import { JsonObject } from '../../formats/manifest/json';
import { BoundAccounts, BoundAccountsByNamespace, ROLE_BINDINGS, ROLES } from '../../formats/manifest/role-bindings';
import { Grant } from '../rbac/grants';
import { Rbac, SubjectRules } from '../rbac/rbac';

/** The rights that roles and bindings of the same input give. */
export interface RbacFacts {
  /** The service accounts that have bindings, in the namespace of the object. */
  readonly boundAccounts: BoundAccounts;
  /** The bindings that give the rules of a role. */
  readonly grantsOf: (role: JsonObject) => readonly Grant[];
  /** All subjects of bindings in any namespace, with their rules. */
  readonly subjects: readonly SubjectRules[];
  /** The rules of a binding's role; undefined if the input does not contain the role. */
  readonly rulesOf: (binding: JsonObject) => readonly unknown[] | undefined;
}

class RbacCollector implements Collector<RbacFacts> {
  private readonly rights = new Rbac();
  private readonly accounts = new BoundAccountsByNamespace();

  public add(object: JsonObject, place: string): void {
    this.rights.add(object, place);
    this.accounts.add(object);
  }

  public at(place: string): RbacFacts {
    const { rights, accounts } = this;
    return {
      get boundAccounts() {
        return accounts.at(namespaceAt(place));
      },
      get subjects() {
        return rights.subjects;
      },
      grantsOf: (role) => rights.grantsOf(role, place),
      rulesOf: (binding) => rights.rulesOf(binding, place),
    };
  }
}

const OF_ROLES: ReadonlySet<string> = new Set([...ROLES, ...ROLE_BINDINGS]);

export const rbac: Fact<RbacFacts> = {
  isIn: (kind) => OF_ROLES.has(kind),
  text: /\b(?:rbac\.authorization\.k8s|authorization\.openshift)\.io\b/,
  collector: () => new RbacCollector(),
};
