import { roleControl } from './role-control';

export const rbacTokens = roleControl({
  id: 'rbac-tokens',
  title: 'No right to create tokens',
  why: 'A token of a service account is all of its rights, for whoever creates one.',
  remedy: 'remove `serviceaccounts/token`, or name the service accounts in `resourceNames`',
  acceptsNames: true,
  grants: [{ group: '', resources: ['serviceaccounts/token'], verbs: ['create'] }],
});
