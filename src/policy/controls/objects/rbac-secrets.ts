import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacSecrets = roleControl({
  id: 'rbac-secrets',
  title: 'No right to read Secrets',
  why: 'Secrets contain tokens and passwords, so a subject that can read all of them can act as every user.',
  remedy: 'remove `secrets`, and mount the necessary Secrets as files; or list them in `resourceNames`, with `get` as the only verb',
  remedyInCode: 'remove `ApiResource.SECRETS`, and mount the necessary Secrets with `SecretFiles.mount`; or pass the `Secret` constructs '
    + 'to `allowGet`',
  safeNames: 'any',
  named: { verbs: ['list', 'watch'], risk: 'low', why: 'a list also returns the data of the named Secrets' },
  grants: [
    { group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
    {
      group: 'external-secrets.io',
      resources: ['externalsecrets', 'clusterexternalsecrets'],
      verbs: ['create', 'update', 'patch'],
      isInEdit: true,
    },
  ],
  notes: ['A subject that can create ExternalSecrets can read every secret in the stores that the namespace can use.'],
  sources: [`${GOOD_PRACTICES}#privilege-escalation-risks`, 'https://external-secrets.io/latest/guides/security-best-practices/'],
});
