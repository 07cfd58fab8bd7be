import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathOf } from './support/client';
import { testSince, useCluster } from './support/cluster';
import { documentedCommands } from './support/documentation';
import { adds, deploymentWith, inHostPids, podWith } from './support/pods';
import { apply, untilDenied, writtenPolicies } from './support/policies';
import { goodContainer } from '../policy/controls/support';

/* Waivers and exempt namespaces accept what they name, and nothing else, and `kubectl debug` works as docs/how-to/debugging.md says. */

const cluster = useCluster();
const DAY = 24 * 60 * 60 * 1000;
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const NET_ADMIN = { control: 'capabilities-restricted', containers: ['main'], allow: ['NET_ADMIN'], reason: 'it sets the routes of the node', owner: 'network' };
const WAIVERS = {
  router: NET_ADMIN,
  expired: { ...NET_ADMIN, expires: '2026-01-31' },
  current: { ...NET_ADMIN, expires: dayIn(2) },
};
const withSidecar = (spec: any) => {
  spec.containers.push(goodContainer('sidecar'));
  spec.volumes.push({ name: 'tmp-sidecar', emptyDir: { sizeLimit: '1Gi' } });
};

const BAD = podWith(inHostPids);
const REFUSED = 'capabilities-restricted';

beforeAll(async () => {
  for (const name of ['shop', 'calico-system']) {
    await cluster.namespace(name);
  }
  await cluster.namespace('debug', { 'pod-security.kubernetes.io/enforce': 'restricted' });
  const waivers = Object.entries(WAIVERS).map(([name, waiver]) => ({ ...waiver, target: { kind: 'Deployment', namespace: 'shop', name } }));
  apply(cluster, await writtenPolicies(['--action', 'deny', '--exempt-namespace', 'calico-system'], { waivers }));
  await untilDenied(cluster.client, BAD, 'host-namespaces');
});

async function denialOf(object: any): Promise<string | undefined> {
  const { status, body } = await cluster.client.send('POST', `${pathOf(object)}?dryRun=All`, object);
  if (status === 201) return undefined;
  return / denied request: ([a-z-]+): /.exec(body.message)?.[1] ?? body.message;
}

const ROWS: readonly [what: string, object: any, denied: string | undefined][] = [
  ['its container with its value', deploymentWith(adds('NET_ADMIN'), { name: 'router' }), undefined],
  ['no other value', deploymentWith(adds('SYS_TIME'), { name: 'router' }), REFUSED],
  ['no further value', deploymentWith((spec) => ['NET_ADMIN', 'SYS_TIME'].forEach((each) => adds(each)(spec)), { name: 'router' }), REFUSED],
  ['no other container', deploymentWith((spec) => { withSidecar(spec); adds('NET_ADMIN', 'sidecar')(spec); }, { name: 'router' }), REFUSED],
  ['no init container', deploymentWith(adds('NET_ADMIN', 'setup'), { name: 'router' }), REFUSED],
  ['no other control', deploymentWith((spec) => { adds('NET_ADMIN')(spec); inHostPids(spec); }, { name: 'router' }), 'host-namespaces'],
  ['no other workload', deploymentWith(adds('NET_ADMIN')), REFUSED],
  ['no workload in another namespace', deploymentWith(adds('NET_ADMIN'), { name: 'router', namespace: 'debug' }), REFUSED],
  ['nothing after its last day', deploymentWith(adds('NET_ADMIN'), { name: 'expired' }), REFUSED],
  ['its workload until its last day', deploymentWith(adds('NET_ADMIN'), { name: 'current' }), undefined],
];

ROWS.forEach(([what, object, denied]) => {
  testSince(30, `a waiver accepts ${what}`, async () => {
    expect(await denialOf(object)).toBe(denied);
  });
});

([['shop', 'host-namespaces'], ['calico-system', undefined], ['kube-system', undefined]] as const).forEach(([namespace, denied]) => {
  testSince(30, `in the namespace ${namespace} a bad pod is ${denied ? 'refused' : 'admitted, since it is exempt'}`, async () => {
    expect(await denialOf(podWith(inHostPids, namespace))).toBe(denied);
  });
});

describe('kubectl debug', () => {
  const [DOCUMENTED] = documentedCommands('debugging.md', 'With a debug container');
  /** The command without a terminal: no kubelet is here to attach to. */
  const command = (name: string, profile?: string) => DOCUMENTED.flatMap((arg) => {
    if (arg === '-it') return ['--namespace=debug'];
    if (arg.startsWith('--profile=')) return profile === undefined ? [] : [`--profile=${profile}`];
    return [arg === 'POD' ? name : arg];
  });
  testSince(30, 'needs the profile restricted in a namespace with policies alone, too', async () => {
    const pod = podWith();
    await cluster.client.must('POST', pathOf(pod), pod);
    const inShop = (profile?: string) => command('good', profile).map((arg) => arg.replace('=debug', '=shop'));
    expect(cluster.kubectl(inShop('sysadmin'))).toMatchObject({ status: 1, stderr: expect.stringContaining(' denied request: privileged: ') });
    expect(cluster.kubectl(inShop('restricted'))).toMatchObject({ status: 0 });
  });

  const debugContainersOf = async (name: string) => (await cluster.client.must('GET', `/api/v1/namespaces/debug/pods/${name}`)).spec.ephemeralContainers ?? [];
  const create = (name: string) => {
    const pod = podWith(undefined, 'debug');
    return cluster.client.must('POST', pathOf(pod), { ...pod, metadata: { ...pod.metadata, name } });
  };

  testSince(30, 'as documented is admitted', async () => {
    expect(DOCUMENTED).toEqual(expect.arrayContaining(['debug', '--profile=restricted', '--target=main']));
    await create('documented');
    expect(cluster.kubectl(command('documented', 'restricted'))).toMatchObject({ status: 0 });
    expect(await debugContainersOf('documented')).toEqual([expect.objectContaining({ targetContainerName: 'main' })]);
  });

  testSince(30, 'gives the debug container a user of its own, as documented', async () => {
    const [own] = documentedCommands('debugging.md', 'If the container runs as a different user than its pod');
    const file = join(mkdtempSync(join(tmpdir(), 'user-')), 'user.json');
    writeFileSync(file, JSON.stringify({ securityContext: { runAsUser: 101, runAsGroup: 101 } }));
    await create('own-user');
    const values: { readonly [arg: string]: string } = { '-it': '--namespace=debug', 'POD': 'own-user', '--target=web': '--target=main', '--custom=user.json': `--custom=${file}` };
    expect(cluster.kubectl(own.map((arg) => values[arg] ?? arg))).toMatchObject({ status: 0 });
    expect(await debugContainersOf('own-user')).toEqual([expect.objectContaining({ securityContext: expect.objectContaining({ runAsUser: 101, runAsNonRoot: true }) })]);
  });

  for (const profile of [undefined, 'general', 'sysadmin', 'netadmin']) {
    testSince(30, `with ${profile === undefined ? 'the default profile' : `the profile ${profile}`} is refused`, async () => {
      const name = `refused-${profile ?? 'default'}`;
      await create(name);
      expect(cluster.kubectl(command(name, profile))).toMatchObject({ status: 1, stderr: expect.stringMatching(/forbidden/) });
      expect(await debugContainersOf(name)).toEqual([]);
    });
  }
});
