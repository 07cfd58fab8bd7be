import { authoredObject } from '../../../src/formats/manifest/authored';
import { managerOf } from '../../../src/formats/manifest/manager';
import { Owners } from '../../../src/tasks/cluster/owners';

const owned = (name: string, kind: string, owner: string, apiVersion = 'apps/v1'): any => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', ownerReferences: [{ apiVersion, kind, name: owner, controller: true }] },
});

test('a pod of a kind that was read is left out, and the first one of another owner stands for all', () => {
  const owners = new Owners();
  owners.addKind('apps/ReplicaSet');
  expect(owners.takes(owned('a', 'ReplicaSet', 'web'))).toBe(false);
  expect(owners.takes(owned('b', 'Worker', 'w', 'example.com/v1'))).toBe(true);
  expect(owners.takes(owned('c', 'Worker', 'w', 'example.com/v1'))).toBe(false);
  expect(owners.takes(owned('d', 'Worker', 'other', 'example.com/v1'))).toBe(true);
  owners.restart('/Pod');
  expect(owners.takes(owned('b', 'Worker', 'w', 'example.com/v1'))).toBe(true);
});

test('static pods of a node all stand for themselves', () => {
  const owners = new Owners();
  expect([owners.takes(owned('etcd', 'Node', 'n', 'v1')), owners.takes(owned('scheduler', 'Node', 'n', 'v1'))]).toEqual([true, true]);
});

const TRACKED = (id: string) => ({ metadata: { name: 'web', namespace: 'shop', annotations: { 'argocd.argoproj.io/tracking-id': id } } });

test.each([
  ['Helm', { metadata: { namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'Helm' }, annotations: { 'meta.helm.sh/release-name': 'web' } } }, 'Helm release shop/web'],
  ['a template of Helm', { metadata: { labels: { 'app.kubernetes.io/managed-by': 'Helm' } } }, undefined],
  ['Argo CD', TRACKED('store:apps/Deployment:shop/web'), 'Argo CD application store'],
  ['a copy of an object of Argo CD', TRACKED('store:apps/Deployment:shop/other'), undefined],
  ['an instance label', { metadata: { labels: { 'app.kubernetes.io/instance': 'store' } } }, undefined],
  ['Flux', { metadata: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' } } }, 'Flux Kustomization flux/apps'],
  ['an operator', owned('a', 'Worker', 'w', 'example.com/v1'), 'operator of Worker shop/w'],
  ['a node', owned('a', 'Node', 'n', 'v1'), undefined],
])('the manager of an object: %s', (_, object: any, expected) => {
  expect(managerOf(object)).toBe(expected);
});

test('a live object loses what its author did not write', () => {
  const live = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: 'a',
      namespace: 'b',
      uid: 'u',
      resourceVersion: '1',
      generation: 2,
      creationTimestamp: 't',
      managedFields: [{}],
      labels: { 'app': 'x', 'batch.kubernetes.io/controller-uid': 'u' },
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"password":"p"}' },
    },
    spec: { selector: {}, template: { metadata: { labels: { 'controller-uid': 'u' } }, spec: {} } },
    status: {},
  };
  expect(authoredObject(live)).toEqual({
    apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a', namespace: 'b', labels: { app: 'x' } }, spec: { template: { metadata: {}, spec: {} } },
  });
});
