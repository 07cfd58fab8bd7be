import { spawnSync } from 'child_process';
import { useCluster } from './support/cluster';
import { podWith } from './support/pods';
import { createShop, NAMESPACES, PASSWORD } from './support/shop';
import { auditClusterRole, auditRole } from '../../src/tasks/cluster/access';
import { Kubectl } from '../../src/tasks/cluster/kubectl';
import { readWholeList } from '../../src/tasks/cluster/pages';
import { PlacedKubectl } from '../../src/tasks/cluster/placed-kubectl';
import { run, Surroundings } from '../commands/cli/support';
import { kubectl as program } from '../programs/kubernetes';
import { recording } from '../tasks/cluster/recorded-kubectl';

/*
 * `audit --cluster` reads an API server with the real kubectl, as accounts with exactly the documented rights.
 * `UPDATE_GOLDEN=1` writes the answers into test/tasks/cluster/recordings, which the fast tests read.
 */

const cluster = useCluster();
const isUpdate = process.env.UPDATE_GOLDEN !== undefined;

beforeAll(async () => {
  for (const [name, labels] of Object.entries(NAMESPACES)) {
    await cluster.namespace(name, labels);
  }
  await createShop(cluster.client);
});

/** The real kubectl, as the admin or as the account of a namespace. */
function kubectlAs(account?: string): Kubectl {
  const token = account === undefined ? [] : [`--token=${cluster.kubectl(['create', 'token', 'auditor', `--namespace=${account}`]).stdout.trim()}`];
  return (args) => {
    const options = args[0] === 'config' ? [] : token;
    const { status, stdout, stderr } = spawnSync(program(), [...args, ...options], { env: cluster.env, maxBuffer: 2 ** 28 });
    return { status, stdout, stderr: String(stderr) };
  };
}

async function audit(name: string | undefined, account: string | undefined, ...args: readonly string[]) {
  const { kubectl, save } = recording(kubectlAs(account));
  const surroundings: Surroundings = { kubectl, cwd: __dirname };
  const { status, stdout, stderr } = await run(['audit', '--cluster', '--config', 'none', '--format', 'json', ...args], surroundings);
  if (isUpdate && name !== undefined) save(name);
  return { status, stderr, findings: JSON.parse(stdout).findings as any[], stdout };
}

async function bind(role: any, namespace: string): Promise<void> {
  const { client } = cluster;
  const { kind, metadata: { name } } = role;
  await client.must('POST', `/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name: 'auditor', namespace } });
  const subjects = [{ kind: 'ServiceAccount', name: 'auditor', namespace }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  const isOfCluster = kind === 'ClusterRole';
  const at = `/apis/rbac.authorization.k8s.io/v1${isOfCluster ? '' : `/namespaces/${namespace}`}`;
  await client.must('POST', `${at}/${kind.toLowerCase()}s`, role);
  await client.must('POST', `${at}/${kind.toLowerCase()}bindings`, { metadata: { name }, roleRef, subjects });
}

/** Changes objects, and lets etcd forget all that was before. */
function compact(): void {
  const change = (value: string) => cluster.kubectl(['annotate', 'namespace', 'shop', `changed=${value}`, '--overwrite', '--output=jsonpath={.metadata.resourceVersion}']);
  change('once');
  const body = JSON.stringify({ revision: Number(change('twice').stdout), physical: true });
  const script = `fetch('${cluster.etcd}/v3/kv/compaction', { method: 'POST', body: '${body}' }).then(({ ok }) => process.exit(ok ? 0 : 1))`;
  expect(spawnSync(process.execPath, ['-e', script]).status).toBe(0);
}

const TEMPLATES = ['a', 'b', 'c'];
const objectsOf = (findings: readonly any[]) => [...new Set(findings.map(({ file, kind, name }) => `${file}: ${kind} ${name}`))].sort();

test('the documented ClusterRole is enough for the whole cluster, with the findings of an admin', async () => {
  const admin = await audit('whole', undefined, '--verbose');
  expect(admin.status).toBe(1);
  expect(admin.stdout).not.toContain(PASSWORD);
  expect(admin.stderr.filter((line) => /kubectl .*(?:secrets|configmaps)/.test(line))).toEqual([]);
  await bind(auditClusterRole(), 'empty');
  const { status, stderr, findings } = await audit(undefined, 'empty');
  expect([status, stderr.filter((line) => /cannot read/.test(line))]).toEqual([1, []]);
  expect(objectsOf(findings).filter((object) => !/cdk8s-hardened-audit/.test(object))).toEqual(objectsOf(admin.findings));
});

test('the documented Role is enough for a namespace, and for nothing else', async () => {
  await bind(auditRole('shop'), 'shop');
  const { status, stderr, findings } = await audit('role', 'shop', '-n', 'shop');
  expect([status, stderr.filter((line) => /cannot read/.test(line))]).toEqual([1, []]);
  expect(objectsOf(findings)).toContain('cluster/test/shop: Deployment web');
  const whole = await audit('forbidden', 'shop');
  expect(whole.status).toBe(2);
  expect(whole.stderr.filter((line) => /cannot read \/api\/v1\/pods: Error from server \(Forbidden\)/.test(line))).toHaveLength(1);
  const can = cluster.kubectl(['auth', 'can-i', 'get', 'secrets', '--namespace=shop', '--as=system:serviceaccount:shop:auditor']);
  expect(can.stdout).toBe('no\n');
});

test('a list that expires between its pages is read again from its start', async () => {
  for (const name of TEMPLATES) {
    const metadata = { name, namespace: 'empty' };
    await cluster.client.must('POST', '/api/v1/namespaces/empty/podtemplates', { metadata, template: { spec: podWith().spec } });
  }
  const { kubectl, save } = recording(kubectlAs());
  const taken: string[][] = [[]];
  const compactingOnce: Kubectl = (args) => {
    const answer = kubectl(args);
    if (taken.length === 1 && taken[0].length === 0) compact();
    return answer;
  };
  readWholeList(new PlacedKubectl(compactingOnce, { context: 'test' }), '/api/v1/podtemplates', {
    take: (objects) => taken[taken.length - 1].push(...objects.map(({ metadata }: any) => metadata.name)),
    restart: () => { taken.push([]); },
  }, 2);
  expect(taken).toEqual([TEMPLATES.slice(0, 2), TEMPLATES]);
  if (isUpdate) save('expired');
});
