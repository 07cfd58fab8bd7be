import { asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { Context } from '../../context/context';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const serviceAccountAutomount: ObjectControl<['rbac']> = {
  facts: ['rbac'],
  id: 'service-account-automount',
  title: 'No service account that automounts its token',
  level: 'hardened',
  risk: 'medium',
  why: 'Every pod that uses the account, and does not have its own setting, gets a token for the API server.',
  remedy: 'write `automountServiceAccountToken: false`',
  remedyInCode: 'set `automountToken: false`',
  spec: {
    rules: [{ fields: ['automountServiceAccountToken of a ServiceAccount'], allowed: 'false' }],
    notes: ['The control does not report a ServiceAccount in a RoleBinding or ClusterRoleBinding of the same input, because its '
      + 'applications need the token. A binding of a group has no effect. The control always reports an account that a construct of '
      + 'cdk8s-plus or of this library creates.'],
  },
  kinds: ['/ServiceAccount'],
  checkObject: (account, context) => listOf(account.automountServiceAccountToken === false || isBound(account, context)
    ? undefined
    : { path: ['automountServiceAccountToken'], value: account.automountServiceAccountToken ?? undefined }),
};

function isBound({ metadata }: JsonObject, { facts: { rbac }, notes: { hasLibraryDefaults } }: Context<'rbac'>): boolean {
  const name = asString(asObject(metadata).name);
  return !hasLibraryDefaults && name !== undefined && rbac?.boundAccounts.names(name) === true;
}
