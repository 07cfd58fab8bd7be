import { ClusterObjects } from '../../../src/policy/network/cluster-objects';
import { networkMap } from '../../../src/tasks/network-map/network-map';

export function clusterOf(...objects: readonly object[]): ClusterObjects {
  const cluster = new ClusterObjects();
  objects.forEach((each) => cluster.add(each as any, 'here'));
  return cluster;
}

export const mapOf = (...objects: readonly object[]) => networkMap(clusterOf(...objects));

/** A Deployment in the namespace `shop`. */
export const deployment = (name: string, ...ports: readonly number[]) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'a', ports: ports.map((containerPort) => ({ containerPort })) }] } } },
});

export const policy = (name: string, spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: name } }, ...spec },
});

/** A policy by which some workloads may connect to one, each on the same ports. */
export const allowing = (
  to: string, from: readonly string[], ports: readonly (number | string)[], types: readonly string[] = ['Ingress'],
) => policy(to, {
  policyTypes: types,
  ingress: from.map((app) => ({ from: [{ podSelector: { matchLabels: { app } } }], ports: ports.map((port) => ({ port })) })),
});

/** As the manifest of Argo CD: some are free to connect to anything, all pods connect to their metrics, and to one another. */
export const RELEASE: readonly object[] = [
  ...['controller', 'server', 'repo-server', 'redis', 'notifications', 'dex'].map((name) => deployment(name, 8080)),
  allowing('repo-server', ['controller', 'server', 'notifications'], [8081, 8084]),
  allowing('redis', ['controller', 'server', 'repo-server', 'redis'], [6379, 26379]),
  allowing('dex', ['server'], Array.from({ length: 40 }, (_, index) => 5000 + index * 2)),
  policy('server', { ingress: [{}] }),
  policy('controller', { ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 8082 }] }] }),
];

const APPS = 112;

/** About as many workloads and connections as a picture has. */
export const LARGEST: readonly object[] = Array.from({ length: APPS }, (_, index) => [
  deployment(`app-${index}`, 8080),
  ...index % 3 === 0 ? [] : [allowing(
    `app-${index}`, [index * 7, index * 13 + 5, index].map((each) => `app-${each % APPS}`), Array.from({ length: 1 + index % 9 }, (__, port) => 80 + port * 2),
  )],
]).flat();
