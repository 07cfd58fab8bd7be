import { Client, pathOf } from './client';
import { deploymentWith, podWith } from './pods';

/* The objects of a small cluster: good and bad, with and without a pod, and written by several tools. */

/** A password in a variable of a live object. */
export const PASSWORD = 'correct-horse-battery-staple';
const LEVEL = 'pod-security.kubernetes.io/';

export const NAMESPACES: { readonly [name: string]: { readonly [label: string]: string } } = {
  billing: { [`${LEVEL}enforce`]: 'baseline', [`${LEVEL}enforce-version`]: 'v1.30', [`${LEVEL}warn`]: 'restricted' },
  empty: {},
  legacy: {},
  shop: {},
};

const BARE = { containers: [{ name: 'main', image: 'registry.example.com/app:1' }] };
const template = (name: string, spec: object = BARE) => ({ metadata: { labels: { app: name } }, spec });

function workload(kind: string, name: string, namespace: string, spec: object, metadata: object = {}): any {
  return { apiVersion: 'apps/v1', kind, metadata: { name, namespace, ...metadata }, spec: { selector: { matchLabels: { app: name } }, ...spec } };
}

function cronJob(name: string, namespace: string, spec: object): any {
  const jobTemplate = { spec: { template: { spec: { ...spec, restartPolicy: 'Never' } } } };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name, namespace }, spec: { schedule: '0 3 * * *', jobTemplate } };
}

const HELM = {
  labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  annotations: { 'meta.helm.sh/release-name': 'db', 'meta.helm.sh/release-namespace': 'legacy' },
};
const privileged = { containers: [{ ...BARE.containers[0], securityContext: { privileged: true } }] };

export const ROLLOUTS = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'rollouts.argoproj.io' },
  spec: {
    group: 'argoproj.io',
    scope: 'Namespaced',
    names: { kind: 'Rollout', plural: 'rollouts' },
    versions: [{ name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } }],
  },
};

export const OBJECTS: readonly any[] = [
  deploymentWith(undefined, { name: 'invoices', namespace: 'billing' }),
  { ...podWith(undefined, 'shop'), metadata: { name: 'debug', namespace: 'shop' }, spec: BARE },
  workload('Deployment', 'web', 'shop', {
    template: template('web', {
      containers: [{ ...BARE.containers[0], env: [{ name: 'DB_PASSWORD', value: PASSWORD }] }],
    }),
  }),
  workload('Deployment', 'idle', 'shop', { replicas: 0, template: template('idle', privileged) }),
  cronJob('nightly', 'billing', privileged),
  workload('StatefulSet', 'db', 'legacy', { serviceName: 'db', template: template('db') }, HELM),
  {
    ...podWith(undefined, 'legacy'),
    metadata: {
      name: 'worker-1',
      namespace: 'legacy',
      ownerReferences: [
        { apiVersion: 'example.com/v1', kind: 'Worker', name: 'worker', uid: '1', controller: true },
      ],
    },
    spec: BARE,
  },
  {
    ...podWith(undefined, 'legacy'),
    metadata: {
      name: 'worker-2',
      namespace: 'legacy',
      ownerReferences: [
        { apiVersion: 'example.com/v1', kind: 'Worker', name: 'worker', uid: '1', controller: true },
      ],
    },
    spec: BARE,
  },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, stringData: { password: PASSWORD } },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'all', namespace: 'shop' }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'everyone' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'legacy' }],
  },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'all', namespace: 'billing' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'cart', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'cart' } }, template: template('cart') } },
];

/** Creates all objects but the namespaces. */
export async function createShop(client: Client): Promise<void> {
  await client.must('POST', pathOf(ROLLOUTS), ROLLOUTS);
  for (;;) {
    const { status } = await client.send('GET', '/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts');
    if (status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const object of OBJECTS) {
    await client.must('POST', pathOf(object), object);
  }
}
