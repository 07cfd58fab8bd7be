import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacTokens = roleControl({
  id: 'rbac-tokens',
  title: 'No right to create tokens',
  why: 'With a token of a service account, a subject has all rights of the account. It can create one by a request, or by a Secret of the '
    + 'type kubernetes.io/service-account-token, which gets a token that does not expire.',
  remedy: 'remove `serviceaccounts/token`, or name the service accounts in `resourceNames`; remove `create` of `secrets`, or use a '
    + 'Role in a namespace whose service accounts have no other rights',
  remedyInCode: 'remove `serviceaccounts/token`, or pass an `IApiResource` with the service account as `resourceName`; remove '
    + '`allowCreate` of `ApiResource.SECRETS`, or use a `Role` in a namespace whose service accounts have no other rights',
  safeNames: 'any',
  grants: [
    { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] },
    { group: '', resources: ['secrets'], verbs: ['create'] },
  ],
  sources: [`${GOOD_PRACTICES}#token-request`, 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
});
