import { roleControl } from './role-control';

export const rbacSecrets = roleControl({
  id: 'rbac-secrets',
  title: 'No right to read Secrets',
  why: 'Secrets contain the tokens and passwords of others: whoever can read all of them can act as everybody.',
  remedy: 'remove `secrets`, and mount the Secrets that the pod needs as files; or name '
    + 'them in `resourceNames`, with `get` as the only verb',
  remedyInCode: 'remove `ApiResource.SECRETS`, and mount the Secrets that the pod needs with '
    + '`SecretFiles.mount`; or pass the `Secret` constructs to `allowGet`',
  safeNames: 'any',
  grants: [{ group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
});
