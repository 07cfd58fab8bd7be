import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments, stringify } from 'yaml';
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
  const blockers = (name: string) =>
    rows.get(name).blockers.map(({ workload, actor, managedBy, hardened }: any) => [workload, actor, managedBy, hardened]);
  expect(blockers('billing')).toEqual([['CronJob billing/nightly', 'author', undefined, 'privileged']]);
  expect(blockers('legacy').sort()).toEqual([
    ['Pod legacy/worker-1', 'source', 'operator of Worker legacy/worker', 'restricted'],
    ['StatefulSet legacy/db', 'source', 'Helm release legacy/db', 'restricted'],
  ]);
  const { stdout } = await namespaces(['--cluster'], 'whole');
  expect(stdout).toMatch(/^NAMESPACE +ENFORCE +WARN +AUDIT +MEETS +AFTER HARDEN +NEXT\nbilling +baseline:v1\.30 +restricted +- +privileged +privileged +1 of 2 block restricted\n/);
  expect(stdout).toContain('\n  CronJob billing/nightly: privileged: its author must change it, or it moves to another namespace\n');
  expect(stdout).toMatch(/\n {2}StatefulSet legacy\/db: .*: change in Helm release legacy\/db, with the uid of its image\n/);
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
    `| ${['other', '-', '-', '-', 'baseline', 'restricted', 'enforce baseline; 1 of 1 block restricted'].map(code).join(' | ')} |`,
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

/** The files below a folder of the workspace, by their paths. */
function filesIn(folder: string): Map<string, string> {
  const root = join(workspace().folder, folder);
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(paths.map(({ parentPath, name }) => join(parentPath, name)).sort()
    .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

const objectsIn = (text = ''): any[] => parseAllDocuments(text).map((document) => document.toJS());
const labelsIn = (text?: string) => objectsIn(text).map(({ metadata: { name, labels } }) =>
  [name, ...Object.entries(labels).filter(([label]) => label.startsWith('pod-security')).map(([label, value]) => `${label.slice(label.indexOf('/') + 1)}=${String(value)}`)]);

test('--output-dir: labels warn before they enforce, and enforce only what all templates meet', async () => {
  expect((await namespaces(['--cluster', '--output-dir', 'rollout'], 'whole')).status).toBe(0);
  const files = filesIn('rollout');
  expect([...files.keys()]).toEqual(['1-warn/namespaces.yaml', '1-warn/policies.yaml', '2-harden/replace/shop.yaml', '2-harden/shop.yaml', '3-enforce/namespaces.yaml', 'README.md', 'waivers.yaml']);
  const warn = ['warn=restricted', 'warn-version=v1.37', 'audit=restricted', 'audit-version=v1.37'];
  expect(labelsIn(files.get('1-warn/namespaces.yaml'))).toEqual([
    ['billing', 'enforce=baseline', 'enforce-version=v1.30', 'warn=restricted', 'audit=restricted', 'audit-version=v1.37'],
    ...['default', 'empty', 'legacy', 'shop'].map((name) => [name, ...warn]),
  ]);
  expect(labelsIn(files.get('3-enforce/namespaces.yaml'))).toEqual([
    ...['default', 'empty'].map((name) => [name, ...warn, 'enforce=restricted', 'enforce-version=v1.37']),
    ['legacy', ...warn, 'enforce=baseline', 'enforce-version=v1.37'],
  ]);
  const policies = objectsIn(files.get('1-warn/policies.yaml'));
  expect(new Set(policies.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding').flatMap(({ spec }) => spec.validationActions))).toEqual(new Set(['Audit', 'Warn']));
});

test('--output-dir: workloads are hardened unless someone else writes them, and waivers need a reason', async () => {
  await namespaces(['--cluster', '--output-dir', 'rollout'], 'whole');
  const files = filesIn('rollout');
  const names = (file: string) => objectsIn(files.get(file)).map(({ kind, metadata: { name } }) => `${kind} ${name}`);
  expect(names('2-harden/shop.yaml').sort()).toEqual(['Deployment web', 'Rollout cart']);
  expect(names('2-harden/replace/shop.yaml')).toEqual(['Pod debug']); // It cannot change: it is deleted and created.
  const CONTROLS = ['privileged', 'allow-privilege-escalation', 'capabilities-restricted', 'run-as-non-root'];
  const { waivers } = parse(files.get('waivers.yaml')!);
  expect(waivers.map(({ target: { kind, name }, control, reason }: any) => [kind, name, control, reason])).toEqual([
    ...CONTROLS.map((control) => ['CronJob', 'nightly', control, '']), ...CONTROLS.map((control) => ['Deployment', 'idle', control, '']),
  ]);
  const readme = files.get('README.md')!;
  expect(readme).toContain('--release db -n legacy --profile pss-restricted');
  const order = ['1-warn/namespaces.yaml', '1-warn/policies.yaml', '-f 2-harden\n', '--dry-run=server -f 3-enforce', 'apply -f 3-enforce'].map((text) => readme.indexOf(text));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('--output-dir: with the result applied, all that could be hardened meets the level', async () => {
  const bare = deploymentWith((spec) => { delete spec.securityContext; }, { name: 'bare', namespace: 'other' });
  workspace().write({ 'all.yaml': stringify(bare) });
  await namespaces(['all.yaml', '--output-dir', 'rollout']);
  const rows = await rowsOf(['rollout/2-harden']);
  expect(short(rows.get('other'))).toEqual([undefined, 'restricted', 'restricted', 1]);
});

test('--output-dir: names of files cannot leave the folder, and a folder with content is refused', async () => {
  const bare = deploymentWith((spec) => { delete spec.securityContext; }, { name: 'bare', namespace: '../../out' });
  workspace().write({ 'all.yaml': stringify(bare), 'used/mine.txt': 'x' });
  expect((await namespaces(['all.yaml', '--output-dir', 'rollout'])).status).toBe(0);
  expect([...filesIn('rollout').keys()]).toEqual(['1-warn/policies.yaml', 'README.md']);
  expect(await namespaces(['all.yaml', '--output-dir', 'used'])).toEqual({
    status: 2, stdout: '', stderr: ['cdk8s-hardened: --output-dir used: is not empty: name a new folder'],
  });
});

test('--output-dir: nothing is written if the result is incomplete', async () => {
  expect((await namespaces(['--cluster', '--output-dir', 'rollout'], 'forbidden')).status).toBe(2);
  expect(readdirSync(workspace().folder)).toEqual([]);
});
