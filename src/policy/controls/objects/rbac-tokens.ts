import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacTokens = roleControl({
  id: 'rbac-tokens',
  title: 'No right to create tokens',
  why: 'With a token of a service account, a subject has all permissions of the account. It can create a token with a token request, or '
    + 'with a Secret of the type kubernetes.io/service-account-token, whose token does not expire.',
  remedy: 'remove `serviceaccounts/token`, or list the service accounts in `resourceNames`; remove `create` of `secrets`, or use a Role in '
    + 'a namespace whose service accounts do not have other permissions',
  remedyInCode: 'remove `serviceaccounts/token`, or pass an `IApiResource` with the service account as `resourceName`; remove '
    + '`allowCreate` of `ApiResource.SECRETS`, or use a `Role` in a namespace whose service accounts do not have other permissions',
  safeNames: 'any',
  grants: [
    { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] },
    { group: '', resources: ['secrets'], verbs: ['create'] },
  ],
  sources: [`${GOOD_PRACTICES}#token-request`, 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
});
