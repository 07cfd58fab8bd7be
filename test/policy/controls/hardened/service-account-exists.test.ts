import { App, Chart } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { Hardening, HardenedDeployment, HardenedServiceAccount } from '../../../../src/index';
import { serviceAccountExists } from '../../../../src/policy/controls/hardened/service-account-exists';
import { workspaces } from '../../../commands/cli/support';
import { accountsNamed } from '../../facts/known';
import { found as fieldsOf, goodPod } from '../support';

const workspace = workspaces();

const pod = (serviceAccountName: string | undefined, namespace?: string) =>
  stringify(goodPod((spec, { metadata }) => Object.assign(spec, { serviceAccountName }) && Object.assign(metadata, { namespace })));
const account = (name: string, namespace?: string) =>
  stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace }, automountServiceAccountToken: false });
const found = async (files: { readonly [path: string]: string }) =>
  (await workspace().write(files).json('.')).findings.filter(({ control }) => control === 'service-account-exists').map(({ message }) => message);
const MISSING = ['service-account-exists: spec.serviceAccountName is "web": this ServiceAccount is not in the same app or audit'];

it.each<[string, readonly string[], { readonly [path: string]: string }]>([
  ['in no file', MISSING, { 'pod.yaml': pod('web', 'shop') }],
  ['with another name', MISSING, { 'pod.yaml': pod('web', 'shop'), 'account.yaml': account('wbe', 'shop') }],
  ['in another namespace', MISSING, { 'pod.yaml': pod('web', 'shop'), 'account.yaml': account('web', 'other') }],
  ['in another file', [], { 'pod.yaml': pod('web', 'shop'), 'z/account.yaml': account('web', 'shop') }],
  ['without a namespace', [], { 'pod.yaml': pod('web', 'shop'), 'z/account.yaml': account('web') }],
  ['where the pod has no namespace', [], { 'pod.yaml': pod('web'), 'z/account.yaml': account('web', 'shop') }],
  ['named default', [], { 'pod.yaml': pod('default', 'shop') }],
  ['that nobody names', [], { 'pod.yaml': pod(undefined, 'shop') }],
])('evaluates an account %s', async (_, expected, files) => {
  expect(await found(files)).toEqual(expected);
});

it.each(['web', 'default', '', undefined, null, 7])('is not missing for the name %p beside the account web', (serviceAccountName) => {
  const manifest = goodPod((spec) => { spec.serviceAccountName = serviceAccountName; });
  expect(fieldsOf(serviceAccountExists, manifest, undefined, { facts: { serviceAccounts: accountsNamed('web') } })).toEqual([]);
});

it('is looked for in the whole app', () => {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'shop' });
  const containers = [{ image: 'registry.example/app:1', portNumber: 8080 }];
  new HardenedDeployment(chart, 'own', { containers, serviceAccount: new HardenedServiceAccount(new Chart(app, 'other', { namespace: 'shop' }), 'account') });
  new HardenedDeployment(chart, 'imported', { containers, serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'ref', 'theirs') });
  const controls = Hardening.of(app).report().findings.filter(({ control }) => control === 'service-account-exists');
  expect(controls.map(({ constructPath, severity }) => [constructPath, severity])).toEqual([['chart/imported', 'warning']]);
});
