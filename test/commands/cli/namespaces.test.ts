import { stringify } from 'yaml';
import { run, workspaces } from './support';
import { deploymentWith } from '../../cluster/support/pods';
import { recorded } from '../../tasks/cluster/recorded-kubectl';

const workspace = workspaces();

async function namespaces(args: readonly string[], recording?: string) {
  return run(['namespaces', ...args], { cwd: workspace().folder, kubectl: recording === undefined ? undefined : recorded(recording) });
}

async function rowsOf(args: readonly string[], recording?: string): Promise<Map<string | undefined, any>> {
  const { stdout } = await namespaces([...args, '--format', 'json'], recording);
  return new Map(JSON.parse(stdout).namespaces.map((row: any) => [row.name, row]));
}

const short = ({ labels, level, hardened, workloads }: any) => [labels.enforce, level, hardened, workloads];

test('a cluster: the labels of today, the level as it is and after harden', async () => {
  const rows = await rowsOf(['--cluster'], 'whole');
  expect([...rows].map(([name, row]) => [name, ...short(row)])).toEqual([
    ['billing', 'baseline:v1.30', 'privileged', 'privileged', 2],
    ['default', undefined, 'restricted', 'restricted', 0],
    ['empty', undefined, 'restricted', 'restricted', 0],
    ['kube-node-lease', undefined, 'restricted', 'restricted', 0],
    ['kube-public', undefined, 'restricted', 'restricted', 0],
    ['kube-system', undefined, 'restricted', 'restricted', 0],
    ['legacy', undefined, 'baseline', 'restricted', 2],
    ['shop', undefined, 'privileged', 'privileged', 4],
  ]);
  expect(rows.get('billing').labels).toEqual({ enforce: 'baseline:v1.30', warn: 'restricted' });
});

test('templates without a pod block a namespace, and a blocker names who must act', async () => {
  const rows = await rowsOf(['--cluster'], 'whole');
  const blockers = (name: string) => rows.get(name).blockers.map(({ workload, actor, managedBy, hardened }: any) => [workload, actor, managedBy, hardened]);
  expect(blockers('billing')).toEqual([['CronJob billing/nightly', 'author', undefined, 'privileged']]);
  expect(blockers('legacy').sort()).toEqual([
    ['Pod legacy/worker-1', 'source', 'operator of Worker legacy/worker', 'restricted'],
    ['StatefulSet legacy/db', 'source', 'Helm release legacy/db', 'restricted'],
  ]);
  const { stdout } = await namespaces(['--cluster'], 'whole');
  expect(stdout).toMatch(/^NAMESPACE +ENFORCE +WARN +AUDIT +MEETS +AFTER HARDEN +NEXT\nbilling +baseline:v1\.30 +restricted +- +privileged +privileged +1 of 2 block restricted\n/);
  expect(stdout).toContain('\n  CronJob billing/nightly: privileged: its author must change it, or it moves to another namespace\n');
  expect(stdout).toMatch(/\n {2}StatefulSet legacy\/db: .*: change in Helm release legacy\/db\n/);
  expect(stdout).toContain('Exemptions of the API server (AdmissionConfiguration) cannot be read.');
});

test('--to baseline needs less', async () => {
  const rows = await rowsOf(['--cluster', '--to', 'baseline'], 'whole');
  expect([...rows].filter(([, { blockers }]) => blockers.length > 0).map(([name]) => name)).toEqual(['billing', 'shop']);
});

test('files: a namespace that enforces the level is done', async () => {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'strict' };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
  const bare = deploymentWith((spec) => { delete spec.securityContext; }, { name: 'bare', namespace: 'other' });
  workspace().write({ 'all.yaml': [namespace, deploymentWith(), bare].map((object) => stringify(object)).join('---\n') });
  const { status, stdout } = await namespaces(['all.yaml', '--format', 'markdown']);
  expect(status).toBe(0);
  const code = (text: string) => `<code>${text}</code>`;
  expect(stdout.split('\n').slice(0, 4)).toEqual([
    '| namespace | enforce | warn | audit | meets | after harden | next |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    `| ${['other', '-', '-', '-', 'baseline', 'restricted', '1 of 1 block restricted'].map(code).join(' | ')} |`,
    `| ${['shop', 'restricted', 'strict (invalid)', '-', 'restricted', 'restricted', 'done'].map(code).join(' | ')} |`,
  ]);
});

test('what may not be read makes the result incomplete, and nothing is an error', async () => {
  const { status, stderr } = await namespaces(['--cluster'], 'forbidden');
  expect(status).toBe(2);
  expect(stderr.join('\n')).toContain('cannot read /apis/apps/v1/deployments: Error from server (Forbidden)');
  expect(await namespaces([])).toEqual({
    status: 2, stdout: '', stderr: ['cdk8s-hardened: nothing to show: name files, folders or charts, - for standard input, or --cluster'],
  });
});
