import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { useCluster } from './support/cluster';
import { createShop, NAMESPACES } from './support/shop';
import { waitFor } from './support/wait';
import { Kubectl } from '../../src/tasks/cluster/kubectl';
import { run } from '../commands/cli/support';
import { kubectl as program } from '../programs/kubernetes';

/* `namespaces` and the API server agree about pods, and the command also finds templates without a pod. */

const cluster = useCluster();

beforeAll(async () => {
  for (const [name, labels] of Object.entries(NAMESPACES)) {
    await cluster.namespace(name, labels);
  }
  await createShop(cluster.client);
  await waitFor('pods of the workloads', async () =>
    (await cluster.client.must('GET', '/api/v1/pods')).items.filter(({ metadata }: any) => /^(?:web|db|invoices)-/.test(metadata.name)).length >= 3);
});

/** Whether the API server warns about existing pods, if a namespace enforced a level. */
function isWarned(namespace: string, level: string): boolean {
  const { status, stderr } = cluster.kubectl([
    'label', 'namespace', namespace, '--dry-run=server', '--overwrite', `pod-security.kubernetes.io/enforce=${level}`, 'pod-security.kubernetes.io/enforce-version=latest',
  ]);
  expect(status).toBe(0);
  return stderr.includes(`violate the new PodSecurity enforce level "${level}:latest"`);
}

const kubectl: Kubectl = (args) => {
  const { status, stdout, stderr } = spawnSync(program(), args, { env: cluster.env, maxBuffer: 2 ** 28 });
  return { status, stdout, stderr: String(stderr) };
};

async function surveyed(...args: readonly string[]): Promise<readonly any[]> {
  const { stdout } = await run(['namespaces', '--cluster', '--config', 'none', '--format', 'json', ...args], { kubectl });
  return JSON.parse(stdout).namespaces;
}

test.each(['baseline', 'restricted'] as const)('a namespace whose pods violate "%s" does not meet it, and templates without a pod count, too', async (level) => {
  const rows = await surveyed('--to', level);
  const ours = rows.filter(({ blockers }) => blockers.length > 0).map(({ name }) => name);
  const theirs = rows.map(({ name }) => name).filter((name) => isWarned(name, level));
  const onlyOurs = level === 'restricted' ? ['billing'] : ['billing', 'shop']; // A CronJob, and in shop a Deployment without replicas.
  expect([ours.filter((name) => !theirs.includes(name)), theirs.filter((name) => !ours.includes(name))]).toEqual([onlyOurs, []]);
});

test('the manifests of each step apply in their order, and enforce only what no template violates', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-rollout-')), 'rollout');
  await surveyed('--output-dir', folder);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const commands = [...readme.matchAll(/^kubectl (?:apply|replace) .*$/gm)].map(([line]) => line.replace(/ {2}#.*/, '').split(' ').slice(1));
  expect(commands.map((args) => args.join(' '))).toEqual([
    'apply -f 1-warn/namespaces.yaml', 'apply --server-side -f 1-warn/policies.yaml', 'apply -f 2-harden', 'replace --force -f 2-harden/replace',
    'apply --dry-run=server -f 3-enforce', 'apply -f 3-enforce',
  ]);
  const warnings: string[] = [];
  for (const args of commands) {
    const { status, stderr } = spawnSync(program(), args, { cwd: folder, env: cluster.env, encoding: 'utf8' });
    expect([args, status, status === 0 ? '' : stderr]).toEqual([args, 0, '']);
    warnings.push(...args[0] === 'apply' && args.includes('3-enforce') ? stderr.split('\n').filter((line) => line.includes('violate the new')) : []);
  }
  expect(warnings).toEqual([]);
  const enforced = (await surveyed()).map(({ name, labels, level }) => [name, labels.enforce, level]);
  expect(enforced.filter(([name]) => !/^kube-/.test(name))).toEqual([
    ['billing', 'baseline:v1.30', 'privileged'],
    ['default', 'restricted:v1.37', 'restricted'],
    ['empty', 'restricted:v1.37', 'restricted'],
    ['legacy', 'baseline:v1.37', 'baseline'],
    ['shop', undefined, 'privileged'],
  ]);
  expect(enforced.filter(([name, enforce]) => /^kube-/.test(name) && enforce !== undefined)).toEqual([]);
});
