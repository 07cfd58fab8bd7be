import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacSecrets = roleControl({
  id: 'rbac-secrets',
  title: 'No right to read Secrets',
  why: 'Secrets contain the tokens and passwords of others: whoever can read all of them can act as everyone.',
  remedy: 'remove `secrets`, and mount the Secrets that the pod needs as files; or name '
    + 'them in `resourceNames`, with `get` as the only verb',
  remedyInCode: 'remove `ApiResource.SECRETS`, and mount the Secrets that the pod needs with '
    + '`SecretFiles.mount`; or pass the `Secret` constructs to `allowGet`',
  safeNames: 'any',
  named: { verbs: ['list', 'watch'], risk: 'low', why: 'a list also returns the contents of the named Secrets' },
  grants: [
    { group: '', resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
    {
      group: 'external-secrets.io',
      resources: ['externalsecrets', 'clusterexternalsecrets'],
      verbs: ['create', 'update', 'patch'],
      isInEdit: true,
    },
  ],
  notes: ['Whoever creates an ExternalSecret gets each secret of the stores that the namespace may use.'],
  sources: [`${GOOD_PRACTICES}#privilege-escalation-risks`, 'https://external-secrets.io/latest/guides/security-best-practices/'],
});
