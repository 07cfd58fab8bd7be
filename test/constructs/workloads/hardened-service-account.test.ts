import { Chart, Testing } from 'cdk8s';
import { HardenedServiceAccount, Hardening, ResourceVerb } from '../../../src';
import { schemaErrors } from '../../support/kubernetes-schemas';

function objectsOf(grant: (account: HardenedServiceAccount) => void, namespace: string | undefined = 'shop'): any[] {
  const chart = new Chart(Testing.app(), 'shop', { namespace });
  grant(new HardenedServiceAccount(chart, 'account', { metadata: { name: 'api' } }));
  const objects = Testing.synth(chart);
  objects.forEach((object) => expect(schemaErrors(object, object)).toEqual([]));
  return objects;
}
const rulesOf = (grant: (account: HardenedServiceAccount) => void) => objectsOf(grant)[1].rules;

test('has no rights and no token at first', () => {
  expect(objectsOf(() => {})).toEqual([{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop' }, automountServiceAccountToken: false }]);
});

test('binds one Role of its namespace to itself', () => {
  const [, role, binding] = objectsOf((account) => account.canRead('configmaps'));
  expect(binding).toMatchObject({
    kind: 'RoleBinding',
    metadata: { namespace: 'shop' },
    roleRef: { kind: 'Role', name: role.metadata.name },
    subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }],
  });
  expect(role).toMatchObject({ kind: 'Role', metadata: { namespace: 'shop' } });
});

test('has a rule for each right', () => {
  expect(rulesOf((account) => {
    account.canRead('configmaps', { names: ['settings'] });
    account.canRead('endpointslices');
    account.can([ResourceVerb.GET, ResourceVerb.UPDATE], 'leases', { names: ['leader'] });
    account.can([ResourceVerb.CREATE], 'shops', { apiGroup: 'example.com' });
  })).toEqual([
    { apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['settings'] },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'update'], resourceNames: ['leader'] },
    { apiGroups: ['example.com'], resources: ['shops'], verbs: ['create'] },
  ]);
});

test.each<[string, (account: HardenedServiceAccount) => void, string]>([
  ['every resource', (account) => account.canRead('*'), 'the resource is "*": write the plural of a kind in lower case such as "configmaps"; "*" is not allowed'],
  ['every group', (account) => account.canRead('configmaps', { apiGroup: '*' }), 'apiGroup is "*"'],
  ['every verb', (account) => account.can(['*' as never], 'configmaps'), 'the verbs for "configmaps"[0] is "*": write ResourceVerb.GET'],
  ['verbs that give more rights', (account) => account.can(['escalate' as never], 'configmaps'), 'is "escalate"'],
  ['no verb', (account) => account.can([], 'configmaps'), 'is an empty list: write [ResourceVerb.GET]'],
  ['no names in a list', (account) => account.canRead('configmaps', { names: [] }), 'names is an empty list'],
  ['a kind', (account) => account.canRead('ConfigMap'), 'the resource is "ConfigMap"'],
  ['an unknown group', (account) => account.canRead('shops'), 'the API group of "shops" is not known: set `apiGroup`'],
  ['rights on roles', (account) => account.canRead('roles', { apiGroup: 'rbac.authorization.k8s.io' }), 'would let the account grant itself rights'],
  ['names that limit nothing', (account) => account.can([ResourceVerb.CREATE, ResourceVerb.GET], 'configmaps', { names: ['a'] }), 'names do not limit create of "configmaps"'],
  ['a misspelled option', (account) => account.canRead('configmaps', { name: ['a'] } as never), 'did you mean "names"'],
])('refuses %s', (_, grant, expected) => {
  expect(() => objectsOf(grant)).toThrow(expected);
});

test('what is dangerous without a wildcard is a warning, and the rest is not', () => {
  const found = (grant: (account: HardenedServiceAccount) => void) => {
    const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
    grant(new HardenedServiceAccount(chart, 'account'));
    return Hardening.of(chart).report().findings.map(({ control }) => control);
  };
  expect(found((account) => account.canRead('secrets'))).toEqual(['rbac-secrets']);
  expect(found((account) => account.can([ResourceVerb.CREATE], 'jobs'))).toEqual(['rbac-create-pods']);
  expect(found((account) => { account.canRead('secrets', { names: ['own'] }); account.canRead('configmaps'); })).toEqual([]);
});
