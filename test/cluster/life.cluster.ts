import { testSince, useCluster } from './support/cluster';
import { adds, deploymentWith, inHostPids, podWith } from './support/pods';
import { apply, runDocumentedDeletion, untilAdmitted, untilDenied, writtenPolicies } from './support/policies';
import { waitFor } from './support/wait';
import { Waiver, WaiverTarget } from '../../src/policy/settings/waiver';

/* Policies can be applied, changed, rolled back and deleted as docs/how-to/admission.md says, and decide right after each step. */

const cluster = useCluster();

const GOOD = podWith();
const BAD = podWith(inHostPids);
const ROUTER = deploymentWith(adds('NET_ADMIN'));

const TARGET: WaiverTarget = { kind: 'Deployment', namespace: 'shop', name: 'web' };
type TargetedWaiver = Waiver & { readonly target: WaiverTarget };
const NET_ADMIN: TargetedWaiver = {
  target: TARGET, control: 'capabilities-restricted', containers: ['main'], allow: ['NET_ADMIN'], reason: 'it sets the routes of the node', owner: 'network',
};

const policies = (waivers: readonly TargetedWaiver[] = [], ...args: readonly string[]) =>
  writtenPolicies(args.includes('--action') ? args : ['--action', 'deny', ...args], { waivers });

async function expectInForce(): Promise<void> {
  await untilDenied(cluster.client, BAD, 'host-namespaces');
  await untilAdmitted(cluster.client, GOOD);
}

const DELETIONS = ['validatingadmissionpolicybindings', 'validatingadmissionpolicies'];

const expectOff = () => untilAdmitted(cluster.client, BAD);

beforeAll(async () => {
  for (const name of ['shop', 'calico-system']) {
    await cluster.namespace(name);
  }
});

testSince(30, 'applied policies admit a good pod and refuse a bad one', async () => {
  apply(cluster, await policies());
  await expectInForce();
  await untilDenied(cluster.client, ROUTER, 'capabilities-restricted');
});

testSince(30, 'a new waiver admits its workload with its pods, and no other workload', async () => {
  apply(cluster, await policies([NET_ADMIN]));
  await untilAdmitted(cluster.client, ROUTER);
  await cluster.client.must('POST', '/apis/apps/v1/namespaces/shop/deployments', ROUTER);
  await waitFor('pod of the Deployment', async () => (await podsOfRouter()).length === 1);
  await untilDenied(cluster.client, { ...ROUTER, metadata: { ...ROUTER.metadata, name: 'other' } }, 'capabilities-restricted');
  await expectInForce();
});

testSince(30, 'a waiver that changes to another value accepts this one, and not the former one', async () => {
  apply(cluster, await policies([{ ...NET_ADMIN, allow: ['SYS_TIME'] }]));
  await untilDenied(cluster.client, ROUTER, 'capabilities-restricted');
  await untilAdmitted(cluster.client, deploymentWith(adds('SYS_TIME')));
  await expectInForce();
});

testSince(30, 'a revoked waiver does not count for a new pod of its workload', async () => {
  apply(cluster, await policies([NET_ADMIN]));
  await untilAdmitted(cluster.client, ROUTER);
  apply(cluster, await policies());
  await untilDenied(cluster.client, ROUTER, 'capabilities-restricted');
  const [{ metadata: { name } }] = await podsOfRouter();
  await cluster.client.must('DELETE', `/api/v1/namespaces/shop/pods/${name}?gracePeriodSeconds=0`);
  const refusal = await waitFor('refusal in the status of the ReplicaSet', async () => {
    const { items } = await cluster.client.must('GET', '/apis/apps/v1/namespaces/shop/replicasets');
    return items[0].status.conditions?.find(({ type }: any) => type === 'ReplicaFailure')?.message;
  });
  expect(refusal).toContain('denied request: capabilities-restricted: ');
  expect(await podsOfRouter()).toEqual([]);
  await expectInForce();
});

testSince(30, 'policies whose action is audit refuse nothing, and those with deny do again', async () => {
  apply(cluster, await policies([], '--action', 'audit'));
  await expectOff();
  apply(cluster, await policies());
  await expectInForce();
});

testSince(30, 'deleting the bindings turns everything off, and a waiver that is taken out meanwhile does not count afterwards', async () => {
  apply(cluster, await policies([NET_ADMIN]));
  await untilAdmitted(cluster.client, ROUTER);
  runDocumentedDeletion(cluster, DELETIONS[0]);
  await expectOff();
  apply(cluster, await policies());
  await untilDenied(cluster.client, ROUTER, 'capabilities-restricted');
  await expectInForce();
});

testSince(30, 'policies and bindings can be deleted in any order, and applied again', async () => {
  for (const resources of [DELETIONS, [...DELETIONS].reverse()]) {
    resources.forEach((resource) => runDocumentedDeletion(cluster, resource));
    await expectOff();
    apply(cluster, await policies());
    await expectInForce();
  }
});

testSince(30, 'existing objects stay, and can be labeled and scaled while a policy refuses their template', async () => {
  const old = deploymentWith(inHostPids, { namespace: 'calico-system' });
  apply(cluster, await policies([], '--exempt-namespace', 'calico-system'));
  await untilAdmitted(cluster.client, old);
  await cluster.client.must('POST', '/apis/apps/v1/namespaces/calico-system/deployments', old);
  apply(cluster, await policies());
  await untilDenied(cluster.client, { ...old, metadata: { ...old.metadata, name: 'new' } }, 'host-namespaces');
  const place = ['--namespace=calico-system', 'deployment/web'];
  expect(cluster.kubectl(['label', ...place, 'team=network'])).toMatchObject({ status: 0 });
  expect(cluster.kubectl(['scale', ...place, '--replicas=0'])).toMatchObject({ status: 0 });
  expect(cluster.kubectl(['set', 'image', ...place, 'main=registry.example/app:2'])).toMatchObject({ status: 1, stderr: expect.stringContaining('denied request: host-namespaces: ') });
});

const podsOfRouter = async (): Promise<readonly any[]> => (await cluster.client.must('GET', '/api/v1/namespaces/shop/pods?labelSelector=app=web')).items;
