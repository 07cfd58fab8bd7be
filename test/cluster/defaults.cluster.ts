import { MINOR, useCluster } from './support/cluster';
import { complete } from './support/objects';
import { isAbsent, isArray, isObject, isSameJson, JsonObject } from '../../src/formats/manifest/json';
import { withApiDefaults } from '../../src/policy/own-policies/defaults';
import { isAdmissible, KINDS, parityPods } from '../tasks/admission/pods';

/* The defaults with which own policies are evaluated are those of the server. */

const cluster = useCluster();
const RANDOM = 60;

const METADATA = { name: 'own', namespace: 'shop' };
const selector = { matchLabels: { app: 'own' } };

/** Objects of other kinds than workloads, and fields that the pods of other tests lack. */
const OTHERS: readonly JsonObject[] = [
  { apiVersion: 'v1', kind: 'Service', metadata: METADATA, spec: { ports: [{ name: 'web', port: 80 }, { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 }] } },
  { apiVersion: 'v1', kind: 'Service', metadata: { ...METADATA, name: 'public' }, spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } },
  { apiVersion: 'v1', kind: 'Service', metadata: { ...METADATA, name: 'headless' }, spec: { clusterIP: 'None', ports: [{ port: 80 }] } },
  { apiVersion: 'v1', kind: 'Secret', metadata: METADATA },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: METADATA },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } },
  {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: METADATA, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
  {
    apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'own' }, spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/data' } },
  },
  {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: METADATA, spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }], egress: [{ ports: [{ port: 53 }] }] },
  },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { ...METADATA, name: 'deny' }, spec: { podSelector: {} } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: METADATA,
    roleRef: { kind: 'ClusterRole', name: 'view', apiGroup: 'rbac.authorization.k8s.io' },
    subjects: [{ kind: 'ServiceAccount', name: 'own', namespace: 'shop' }],
  },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: METADATA, spec: { minAvailable: 1, selector } },
  {
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: METADATA, spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'own', apiVersion: 'apps/v1' } },
  },
  {
    apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: METADATA, spec: { defaultBackend: { service: { name: 'own', port: { number: 80 } } } },
  },
];

/** What the server and its admission plugins add besides defaults, by the paths of fields. No manifest can know it. */
const ADDED: readonly RegExp[] = [
  /^metadata\.(?:uid|creationTimestamp|generation|managedFields|resourceVersion|finalizers)$/,
  /^status\b/,
  /^spec\.(?:serviceAccount|serviceAccountName|priority|preemptionPolicy|tolerations|clusterIP|clusterIPs|ipFamilies|ipFamilyPolicy|ports\[\]\.nodePort)$/,
  /^spec\.(?:tolerations|volumes|(?:c|initC)ontainers\[\]\.volumeMounts)\[\+\]$/,
  /^spec\.(?:volumes|(?:c|initC)ontainers\[\]\.volumeMounts)$/,
  /^(?:spec\.selector|(?:spec\.template\.)?metadata\.labels\.(?:batch\.kubernetes\.io\/)?controller-uid)$/,
];

/** What we do not fill in, with the reason. */
const DIFFERENCES: readonly { readonly path: RegExp; readonly reason: string }[] = [
  { path: /volumes\[\]\.emptyDir$/, reason: 'the server drops a type of volume that it does not know, and makes an emptyDir' },
  { path: /\.appArmorProfile$/, reason: 'the server copies old annotations of pods into fields' },
  { path: /\.(?:sysctls\[\]\.value|projected\.sources)$/, reason: 'the server writes an empty value for a required one' },
  { path: /^spec\.updateStrategy\.rollingUpdate\.maxUnavailable$/, reason: 'only newer versions have it: it counts as something that admission adds' },
];

/** The paths at which the server has another value than we fill in, where the author wrote none. */
function wrongDefaults(written: unknown, own: unknown, stored: unknown, path = ''): readonly string[] {
  if (isSameJson(own, stored)) return [];
  if (isObject(own) && isObject(stored)) {
    return [...new Set([...Object.keys(own), ...Object.keys(stored)])].flatMap((key) =>
      wrongDefaults(isObject(written) ? written[key] : undefined, own[key], stored[key], path === '' ? key : `${path}.${key}`));
  }
  if (isArray(own) && isArray(stored)) {
    const items = own.flatMap((item, index) => index < stored.length ? wrongDefaults(isArray(written) ? written[index] : undefined, item, stored[index], `${path}[]`) : []);
    return [...items, ...stored.length > own.length ? [`${path}[+]`] : []];
  }
  // Where the author wrote something, the server drops it, or writes a quantity in another form.
  return isAbsent(written) ? [`${path}: ${JSON.stringify(own)} is ${JSON.stringify(stored)}`] : [];
}

test('the API server fills in the same defaults', async () => {
  await cluster.namespace('shop');
  const templates = parityPods(MINOR, RANDOM).filter(isAdmissible).filter(({ spec }) => (spec.ephemeralContainers ?? []).length === 0);
  const workloads = templates.flatMap((template, index) => [complete('/Pod', template), complete(KINDS[index % KINDS.length], template)]);
  const objects = [...OTHERS, ...workloads];
  const answers = await cluster.client.dryRunAll(objects);
  const accepted = objects.flatMap((object, index) => answers[index].status === 201 ? [{ object, stored: answers[index].body }] : []);
  expect(OTHERS.flatMap((_, index) => answers[index].status === 201 ? [] : [answers[index].body.message])).toEqual([]);
  expect(accepted.length).toBeGreaterThan(objects.length / 2);
  const wrong = accepted.flatMap(({ object, stored }) => wrongDefaults(object, withApiDefaults(object), stored)
    .filter((each) => ![...ADDED, ...DIFFERENCES.map(({ path }) => path)].some((known) => known.test(each.replace(/: .*$/s, ''))))
    .map((each) => `${String(object.kind)} ${each}`));
  expect([...new Set(wrong)].sort()).toEqual([]);
});
