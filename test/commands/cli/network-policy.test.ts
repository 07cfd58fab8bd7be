import { stringify } from 'yaml';
import { podYaml, workspaces } from './support';
import { goodPod, POLICY } from '../../policy/controls/support';

const workspace = workspaces();
const POD = stringify(goodPod());
const RULES = stringify(POLICY);
const found = async (files: { readonly [path: string]: string }, ...args: string[]) => {
  const { findings } = await workspace().write(files).json(...args);
  return findings.filter(({ control }) => control === 'network-policy').map(({ file }) => file);
};

test('a policy counts in whatever file it is, before or after the pods', async () => {
  expect(await found({ 'pod.yaml': POD }, '.')).toEqual(['pod.yaml']);
  expect(await found({ 'a/policy.yaml': RULES }, '.')).toEqual([]);
  expect(await found({ 'a/policy.yaml': '', 'z/policy.json': JSON.stringify(POLICY) }, '.')).toEqual([]);
  expect(await found({ 'z/policy.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [POLICY] }) }, '.')).toEqual([]);
});

test('a policy counts where this is the only control that is evaluated', async () => {
  expect(await found({ 'pod.yaml': POD, 'policy.yaml': RULES }, '.', '--only', 'network-policy')).toEqual([]);
});

test('a policy counts in a file with another profile, and not in one that is excluded', async () => {
  const settings = (text: string) => ({ 'pod.yaml': POD, 'base/policy.yaml': RULES, 'cdk8s-hardened.yaml': text });
  expect(await found(settings('overrides: [{ files: [base], profile: pss-baseline }]\n'), '.')).toEqual([]);
  expect(await found(settings('excludeFiles: [base]\n'), '.')).toEqual(['pod.yaml']);
});

test('the baseline profile does not ask for it', async () => {
  expect(await found({ 'pod.yaml': POD }, '.', '--profile', 'pss-baseline')).toEqual([]);
});

test('a waiver accepts the workload that it names', async () => {
  const waivers = [{ control: 'network-policy', allow: ['good'], reason: 'the mesh isolates this namespace' }];
  const pod = podYaml((_, { metadata }) => { metadata.annotations = { 'cdk8s-hardened/waivers': JSON.stringify(waivers) }; }).split('---')[0];
  const { status, findings } = await workspace().write({ 'pod.yaml': pod }).json('.', '--fail-on', 'warning');
  expect([status, findings.map(({ control, waived }) => [control, waived])]).toEqual([0, [['network-policy', true]]]);
});
