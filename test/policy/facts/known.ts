import { BoundAccounts } from '../../../src/formats/manifest/role-bindings';
import { Claims } from '../../../src/policy/facts/claims';
import { RbacFacts } from '../../../src/policy/facts/rbac';
import { ServiceAccounts } from '../../../src/policy/facts/service-accounts';
import { Grant } from '../../../src/policy/rbac/grants';

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
