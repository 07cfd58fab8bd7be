import { ApiObject, Chart, Testing } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { HardenedServiceAccount, Hardening } from '../../../src';

const TOKENS = ['service-account-token', 'service-account-automount'];

/** The findings on tokens in a chart. */
function found(addTo: (chart: Chart) => void): readonly string[] {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  addTo(chart);
  return Hardening.of(chart).report().findings.map(({ control }) => control).filter((control) => TOKENS.includes(control));
}

function bind(chart: Chart, name: string): void {
  const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', subjects: [{ kind: 'ServiceAccount', name, namespace: 'shop' }] };
  new ApiObject(chart, 'binding', { ...binding, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' } } as never);
}

const ofYaml = (chart: Chart) => {
  new ApiObject(chart, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } });
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { serviceAccountName: 'web', containers: [] } } as never);
};

test('an account of fields, and its pods, need the token if a binding names it', () => {
  // One token is one finding.
  expect(found(ofYaml)).toEqual(['service-account-token']);
  expect(found((chart) => { ofYaml(chart); bind(chart, 'other'); })).toEqual(['service-account-token']);
  expect(found((chart) => { ofYaml(chart); bind(chart, 'web'); })).toEqual([]);
});

// Its author can write the token of the workload instead.
test('an account that a construct makes from props is reported, whatever binds it', () => {
  const props = { automountToken: true, metadata: { name: 'web' } };
  expect(found((chart) => { new ServiceAccount(chart, 'account', props); bind(chart, 'web'); })).toEqual(['service-account-automount']);
  expect(found((chart) => new HardenedServiceAccount(chart, 'account', props).canRead('configmaps'))).toEqual(['service-account-automount']);
});
