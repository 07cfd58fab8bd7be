import { existsSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { run, workspaces } from './support';
import { policiesFor } from '../../../src/tasks/admission/policies';
import { PLAN } from '../../tasks/admission/support';

const workspace = workspaces();
const documents = (text: string): any[] => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS()).filter(Boolean);

const WAIVERS = `waivers:
  - control: privileged
    target: { kind: DaemonSet, namespace: monitoring, name: agent }
    containers: [agent]
    reason: reads the kernel of the node
`;

test('prints the policies of pss-restricted, and what they do not check', async () => {
  const { status, stdout, stderr } = await run(['policies', '--config', 'none', '--action', 'deny']);
  expect(status).toBe(0);
  expect(documents(stdout)).toEqual(policiesFor({ ...PLAN, level: 'pss-restricted' }, 'vap').objects);
  expect(stdout.split('---')[0]).toBe('# Written by `cdk8s-hardened policies --target vap`: the profile pss-restricted, for Kubernetes 1.37, action deny.\n'
    + '# Not in here:\n#   field-types: the API server itself refuses such objects\n');
  expect(stderr).toEqual(['cdk8s-hardened: the policies lack 1 control of the profile pss-restricted: the comment at their start lists them with the reasons']);
});

const waiversOf = ({ spec }: any): string[] => spec.variables.find(({ name }: any) => name === 'waivers').expression.split('\n').slice(1, -1);

test('takes the profile, the severities and the waivers of the settings file, and those of a waiver file', async () => {
  const { folder } = workspace().write({
    'cdk8s-hardened.yaml': `profile: hardened\nkubernetesVersion: "1.33"\ncontrols: { ssh-port: { severity: "off", reason: bastions have one here } }\n${WAIVERS}`,
    'waivers.yaml': WAIVERS.replaceAll('agent', 'other'),
  });
  const { stdout, status } = await run(['policies', '--waiver-file', 'waivers.yaml', '--output', 'out/policies.yaml'], { cwd: folder });
  expect([status, stdout]).toEqual([0, '']);
  const [errors, warnings] = documents(workspace().read('out/policies.yaml'));
  expect(waiversOf(errors)).toEqual([expect.stringContaining('/agent'), expect.stringContaining('/other')]);
  expect(JSON.stringify(errors.spec.validations)).toContain('writable-host-path');
  expect(JSON.stringify(warnings.spec.validations)).not.toContain('ssh-port');
});

test('writes labels for Pod Security', async () => {
  const { stdout } = await run(['policies', '--target', 'psa', '--label-namespace', 'shop', '--action', 'warn'], { cwd: workspace().write({ 'cdk8s-hardened.yaml': 'kubernetesVersion: "1.34"\n' }).folder });
  expect(documents(stdout)).toEqual([{
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'shop',
      labels: {
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'v1.34',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'v1.34',
      },
    },
  }]);
});

test('says of labels that they have no waivers, and does not count that as a control', async () => {
  const { folder } = workspace().write({ 'waivers.yaml': WAIVERS });
  const { stdout, stderr } = await run(['policies', '--config', 'none', '--target', 'psa', '--label-namespace', 'shop', '--waiver-file', 'waivers.yaml'], { cwd: folder });
  expect(stderr).toEqual(['cdk8s-hardened: waivers: labels have no exceptions']);
  expect(stdout).toContain('# Not in here:\n#   waivers: labels have no exceptions\n');
});

test('names waivers that policies cannot honor, with their names made harmless', async () => {
  const { folder } = workspace().write({ 'waivers.yaml': WAIVERS.replace('name: agent', 'name: "\\e[31mred\\u202E"') });
  const { stdout, stderr } = await run(['policies', '--config', 'none', '--waiver-file', 'waivers.yaml'], { cwd: folder });
  expect(stderr[0]).toBe('cdk8s-hardened: the policies lack the waiver of "privileged" for DaemonSet monitoring/\\u001b[31mred\\u202e: no object can have such a name');
  // eslint-disable-next-line no-control-regex
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
  expect(waiversOf(documents(stdout)[0])).toEqual([]);
});

describe('refuses', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown target', ['--target', 'opa'], /^cdk8s-hardened: --target "opa" is unknown: use one of "vap", "kyverno", "psa"$/],
    ['an unknown action', ['--action', 'block'], /^cdk8s-hardened: --action "block" is unknown: use one of "audit"/],
    ['an old version', ['--config', '1.29.yaml'], /a ValidatingAdmissionPolicy needs Kubernetes 1\.30, and not 1\.29: use kyverno or psa/],
    ['a fill-in that no control has', ['--fill-in', 'privilegd'], /"privilegd".*privileged/],
    ['a fill-in of a control without one', ['--fill-in', 'sudo'], /policies cannot fill in for the control "sudo"/],
    ['a fill-in for an old version', ['--fill-in', 'all', '--config', '1.35.yaml'], /needs Kubernetes 1\.36, and not 1\.35/],
    ['a name that is none', ['--name', 'a\u001b[2Jb'], /"a\\u001b\[2Jb" is not a name for policies/],
    ['a namespace that is none', ['--exempt-namespace', '*'], /"\*" is not a namespace/],
    ['labels without a namespace', ['--target', 'psa'], /Pod Security labels are on namespaces: name these with --label-namespace/],
    ['labels on kube-system', ['--target', 'psa', '--label-namespace', 'kube-system'], /policies never apply to the namespace kube-system/],
    ['labels for what Pod Security does not have', ['--target', 'psa', '--label-namespace', 'shop', '--profile', 'hardened'], /Pod Security has no stricter level than pss-restricted/],
    ['a namespace for policies', ['--label-namespace', 'shop'], /only Pod Security labels are on single namespaces/],
    ['namespaces that labels do not exempt', ['--target', 'psa', '--label-namespace', 'shop', '--exempt-namespace', 'a'], /leave the others out instead of exempting them/],
    ['nothing to do', ['--action', 'off'], /there is nothing to write/],
    ['a waiver file that is not there', ['--waiver-file', 'nowhere.yaml'], /nowhere\.yaml/],
  ])('%s', async (_, args, message) => {
    workspace().write({ '1.29.yaml': 'kubernetesVersion: "1.29"\n', '1.35.yaml': 'kubernetesVersion: "1.35"\n' });
    const { status, stdout, stderr } = await run(['policies', '--config', 'none', ...args], { cwd: workspace().folder });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.join('\n')).toMatch(message);
  });

  test('a waiver that the limits of its file forbid', async () => {
    const { folder } = workspace().write({ 'waivers.yaml': `${WAIVERS}neverWaive: [privileged]\n` });
    const { status, stderr } = await run(['policies', '--config', 'none', '--waiver-file', 'waivers.yaml', '--output', 'out.yaml'], { cwd: folder });
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: DaemonSet monitoring/agent: waiver of "privileged" is not allowed: neverWaive lists the control: remove the waiver']]);
    expect(existsSync(join(folder, 'out.yaml'))).toBe(false);
  });
});
