import { spawnSync } from 'child_process';
import { useCluster } from './support/cluster';
import { createShop, NAMESPACES } from './support/shop';
import { waitFor } from './support/wait';
import { Kubectl } from '../../src/tasks/cluster/kubectl';
import { run } from '../commands/cli/support';
import { kubectl as program } from '../programs/kubernetes';
import { reportDefinitions } from '../programs/report-definitions';

/* The API server takes the reports of an audit, with the definitions that Kyverno and OpenReports publish. */

const cluster = useCluster();
const APIS = [['policyreport', 'wgpolicyk8s.io', ['policyreports', 'clusterpolicyreports']], ['openreports', 'openreports.io', ['reports', 'clusterreports']]] as const;

beforeAll(async () => {
  for (const [name, labels] of Object.entries(NAMESPACES)) {
    await cluster.namespace(name, labels);
  }
  await createShop(cluster.client);
  for (const definition of reportDefinitions()) {
    const { status, stderr } = cluster.kubectl(['create', '--filename=-'], definition);
    expect([status, stderr]).toEqual([0, '']);
  }
  for (const resource of APIS.flatMap(([, group, resources]) => resources.map((each) => `${each}.${group}`))) {
    await waitFor(resource, async () => cluster.kubectl(['get', resource, '--all-namespaces']).status === 0);
  }
});

const kubectl: Kubectl = (args) => {
  const { status, stdout, stderr } = spawnSync(program(), args, { env: cluster.env, maxBuffer: 2 ** 28 });
  return { status, stdout, stderr: String(stderr) };
};

test.each(APIS)('reports of the format %s are valid for %s, and are the same objects in the next run', async (format, group, resources) => {
  const { stdout } = await run(['audit', '--cluster', '--config', 'none', '--format', format], { kubectl });
  const reports = stdout.split('---\n').length - 1;
  expect(reports).toBeGreaterThan(5);
  const first = cluster.kubectl(['apply', '--validate=strict', '--filename=-'], stdout);
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout.split('\n').filter((line) => line.endsWith(' created'))).toHaveLength(reports);
  const stored = resources.flatMap((resource) => JSON.parse(cluster.kubectl(['get', `${resource}.${group}`, '--all-namespaces', '--output=json']).stdout).items);
  expect(stored).toHaveLength(reports);
  expect(stored.find(({ scope }: any) => scope.name === 'idle').results).toContainEqual(expect.objectContaining({ policy: 'privileged', severity: 'critical', result: 'fail' }));
  const { stdout: again } = await run(['audit', '--cluster', '--config', 'none', '--format', format], { kubectl });
  const second = cluster.kubectl(['apply', '--validate=strict', '--filename=-'], again);
  expect(second.stdout.split('\n').filter((line) => line !== '' && !line.endsWith(' unchanged'))).toEqual([]);
});
