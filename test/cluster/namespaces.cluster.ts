import { spawnSync } from 'child_process';
import { useCluster } from './support/cluster';
import { createShop, NAMESPACES } from './support/shop';
import { waitFor } from './support/wait';
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

test.each(['baseline', 'restricted'] as const)('a namespace whose pods violate "%s" does not meet it, and templates without a pod count, too', async (level) => {
  const kubectl = (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(program(), args, { env: cluster.env, maxBuffer: 2 ** 28 });
    return { status, stdout, stderr: String(stderr) };
  };
  const { stdout } = await run(['namespaces', '--cluster', '--config', 'none', '--to', level, '--format', 'json'], { kubectl });
  const rows: readonly any[] = JSON.parse(stdout).namespaces;
  const ours = rows.filter(({ blockers }) => blockers.length > 0).map(({ name }) => name);
  const theirs = rows.map(({ name }) => name).filter((name) => isWarned(name, level));
  const onlyOurs = level === 'restricted' ? ['billing'] : ['billing', 'shop']; // A CronJob, and in shop a Deployment without replicas.
  expect([ours.filter((name) => !theirs.includes(name)), theirs.filter((name) => !ours.includes(name))]).toEqual([onlyOurs, []]);
});
