import { BoundAccounts } from '../../../src/formats/manifest/role-bindings';
import { Claims } from '../../../src/policy/facts/claims';
import { Facts } from '../../../src/policy/facts/facts';
import { placeOf } from '../../../src/policy/facts/place';
import { RbacFacts } from '../../../src/policy/facts/rbac';
import { ServiceAccounts } from '../../../src/policy/facts/service-accounts';
import { FactStore } from '../../../src/policy/facts/store';
import { Grant } from '../../../src/policy/rbac/grants';

/** The unit of objects that do not name a namespace. */
const UNIT = 'unit';

/** Where an object is: in its namespace, or in the unit of the other objects. */
export function placeInUnit(object: any): string {
  return placeOf(object, UNIT);
}

/** All facts at a place, from objects of one unit. */
export function factsAt(place: string, objects: readonly any[]): Facts {
  const store = new FactStore();
  objects.forEach((each) => store.add(each, placeInUnit(each)));
  return store.at(place);
}

/** The claims with some names, of one node each, and no others. */
export function claimsNamed(...names: readonly string[]): Claims {
  return { isCreated: (name) => names.includes(name), isForOneNode: (name) => names.includes(name) };
}

/** The service accounts with some names, which mount no token, and no others. */
export function accountsNamed(...names: readonly string[]): ServiceAccounts {
  return { mountsNoToken: (name) => names.includes(name), mountsToken: () => false, canExist: (name) => names.includes(name) };
}

/** Each role is bound by the same grants. */
export function rightsBy(grants: readonly Grant[], boundAccounts: BoundAccounts = { has: () => false, names: () => false }): RbacFacts {
  return { boundAccounts, subjects: [], grantsOf: () => grants, rulesOf: () => undefined };
}
