import { spawnSync } from 'child_process';
import { useCluster } from './support/cluster';
import { createShop, NAMESPACES } from './support/shop';
import { Kubectl } from '../../src/tasks/cluster/kubectl';
import { run } from '../commands/cli/support';
import { kubectl as program } from '../programs/kubernetes';

/* The output of `harden --cluster` applies, and changes nothing but what hardening adds. */

const cluster = useCluster();
const SHOP = '/namespaces/shop/';
const LISTS = [`/apis/apps/v1${SHOP}deployments`, `/apis/argoproj.io/v1alpha1${SHOP}rollouts`, `/api/v1${SHOP}services`, `/api/v1${SHOP}pods`];

beforeAll(async () => {
  for (const [name, labels] of Object.entries(NAMESPACES)) {
    await cluster.namespace(name, labels);
  }
  await createShop(cluster.client);
});

const kubectl: Kubectl = (args) => {
  const { status, stdout, stderr } = spawnSync(program(), args, { env: cluster.env, maxBuffer: 2 ** 28 });
  return { status, stdout, stderr: String(stderr) };
};

const hardened = async () => (await run(['harden', '--cluster', '-n', 'shop', '--config', 'none', '--profile', 'pss-restricted'], { kubectl })).stdout;

/** The values of all fields that authors write, by object and path. */
async function fields(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const add = (path: string, value: unknown): void => value !== null && typeof value === 'object' && Object.keys(value).length > 0
    ? Object.entries(value).forEach(([key, item]) => add(`${path}.${key}`, item))
    : void found.set(path, JSON.stringify(value));
  for (const list of LISTS) {
    for (const { metadata: { name, labels, ownerReferences }, spec } of (await cluster.client.must('GET', list)).items) {
      if (!ownerReferences) add(`${list.slice(list.lastIndexOf('/') + 1)} ${name}`, { labels, spec });
    }
  }
  return found;
}

test('the output applies, only hardening changes, and a second run has nothing to change', async () => {
  const before = await fields();
  const { status, stderr } = cluster.kubectl(['apply', '--filename=-'], await hardened());
  expect([status, stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Warning: resource'))]).toEqual([0, []]);
  const after = await fields();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();
  const CHANGES = [
    '.containers.0.securityContext.allowPrivilegeEscalation', '.containers.0.securityContext.capabilities.drop.0',
    '.securityContext', '.securityContext.runAsNonRoot', '.securityContext.seccompProfile.type',
  ].map((path) => `.spec.template.spec${path}`);
  expect(changed.filter((path) => !CHANGES.some((change) => path.endsWith(change)))).toEqual([]);
  expect(changed).toEqual(expect.arrayContaining(['deployments web', 'rollouts cart'].map((name) => `${name}${CHANGES[0]}`)));
  expect(await hardened()).toBe('');
});
