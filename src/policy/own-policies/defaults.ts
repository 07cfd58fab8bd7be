import { asArray, asObject, clone, isAbsent, isObject, JsonObject, Path, read } from '../../formats/manifest/json';
import { groupKind, POD_TEMPLATES } from '../../formats/manifest/workload';

/*
 * The defaults that the API server fills in before it evaluates policies.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/apis: `defaults.go` of core/v1, apps/v1, batch/v1, networking/v1 and rbac/v1.
 * A test of the API server compares them with a dry run.
 */

/** Paths of objects with the defaults of their fields. `[]` is each item of a list. */
type Defaults = readonly (readonly [path: string, defaults: JsonObject])[];

const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const PROBES: Defaults = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => [
  [probe, PROBE], [`${probe}.httpGet`, { path: '/', scheme: 'HTTP' }], [`${probe}.grpc`, { service: '' }],
] as const);
const HANDLERS: Defaults = ['postStart', 'preStop'].map((hook) => [`lifecycle.${hook}.httpGet`, { path: '/', scheme: 'HTTP' }]);

const CONTAINER: Defaults = [
  ['', { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File', resources: {} }],
  ['ports[]', { protocol: 'TCP' }],
  ['env[].valueFrom.fieldRef', { apiVersion: 'v1' }],
  ...PROBES,
  ...HANDLERS,
];

const MODE = { defaultMode: 0o644 };

const VOLUME: Defaults = [
  ['secret', MODE], ['configMap', MODE], ['downwardAPI', MODE], ['projected', MODE],
  ['downwardAPI.items[].fieldRef', { apiVersion: 'v1' }],
  ['projected.sources[].serviceAccountToken', { expirationSeconds: 3600 }],
  ['projected.sources[].downwardAPI.items[].fieldRef', { apiVersion: 'v1' }],
  ['hostPath', { type: '' }],
  ['iscsi', { iscsiInterface: 'default' }],
  ['rbd', { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }],
  ['azureDisk', { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false }],
  ['scaleIO', { storageMode: 'ThinProvisioned', fsType: 'xfs' }],
  ['ephemeral.volumeClaimTemplate.spec', { volumeMode: 'Filesystem' }],
];

/** The same of a PersistentVolume. */
const OF_PERSISTENT: Defaults = VOLUME.filter(([path]) => ['hostPath', 'iscsi', 'rbd', 'azureDisk', 'scaleIO'].includes(path))
  .map(([path, values]) => [`spec.${path}`, values] as const);

const POD: Defaults = [
  ['', {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
    securityContext: {},
  }],
  ['volumes[]', {}],
];

const TEMPLATE_STRATEGY = { type: 'RollingUpdate' };

const OBJECTS: { readonly [groupKind: string]: Defaults } = {
  '/Pod': [['spec', { enableServiceLinks: true }]],
  'apps/Deployment': [
    ['spec', { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: TEMPLATE_STRATEGY }],
    ['spec.strategy', TEMPLATE_STRATEGY],
  ],
  'apps/StatefulSet': [
    ['spec', {
      replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady', serviceName: '', updateStrategy: TEMPLATE_STRATEGY,
    }],
    ['spec.updateStrategy', TEMPLATE_STRATEGY],
    ['spec', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } }],
    ['spec.persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain', whenScaled: 'Retain' }],
    ['spec.volumeClaimTemplates[].spec', { volumeMode: 'Filesystem' }],
  ],
  'apps/DaemonSet': [
    ['spec', { revisionHistoryLimit: 10, updateStrategy: TEMPLATE_STRATEGY }],
    ['spec.updateStrategy', TEMPLATE_STRATEGY],
  ],
  'apps/ReplicaSet': [['spec', { replicas: 1 }]],
  '/ReplicationController': [['spec', { replicas: 1 }]],
  'batch/Job': [['spec', {
    backoffLimit: 6, completionMode: 'NonIndexed', suspend: false, podReplacementPolicy: 'TerminatingOrFailed', manualSelector: false,
  }]],
  'batch/CronJob': [
    ['spec', { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }],
    ['spec.jobTemplate', { metadata: {} }],
  ],
  'autoscaling/HorizontalPodAutoscaler': [['spec', {
    minReplicas: 1,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  }]],
  '/Service': [
    ['spec', { type: 'ClusterIP', sessionAffinity: 'None' }],
    ['spec.ports[]', { protocol: 'TCP' }],
  ],
  '/PersistentVolumeClaim': [['spec', { volumeMode: 'Filesystem' }]],
  '/PersistentVolume': [['spec', { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' }], ...OF_PERSISTENT],
  '/Secret': [['', { type: 'Opaque' }]],
  '/Namespace': [['', { spec: {} }], ['spec', { finalizers: ['kubernetes'] }]],
  'networking.k8s.io/NetworkPolicy': [
    ['spec.ingress[].ports[]', { protocol: 'TCP' }], ['spec.egress[].ports[]', { protocol: 'TCP' }],
  ],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [['roleRef', { apiGroup: 'rbac.authorization.k8s.io' }]],
  'rbac.authorization.k8s.io/RoleBinding': [['roleRef', { apiGroup: 'rbac.authorization.k8s.io' }]],
};

const CONTAINER_FIELDS = ['initContainers', 'containers', 'ephemeralContainers'];

/** A copy of an object with the defaults of the API. */
export function withApiDefaults(object: JsonObject): JsonObject {
  const copy = clone(object);
  const kind = groupKind(copy);
  applyAll(copy, OBJECTS[kind] ?? []);
  const template = POD_TEMPLATES[kind];
  const pod = template && read(copy, template);
  if (isObject(pod)) {
    fill(pod, { metadata: {} });
    fillPod(asObject(pod.spec), kind === '/Pod');
  }
  fillOthers(copy, kind);
  return copy;
}

function fillPod(spec: JsonObject, isPod: boolean): void {
  applyAll(spec, POD);
  for (const volume of asArray(spec.volumes)) {
    const hasSource = isObject(volume) && Object.keys(volume).some((key) => key !== 'name' && !isAbsent(volume[key]));
    if (isObject(volume)) {
      applyAll(volume, hasSource ? VOLUME : [['', { emptyDir: {} }]]);
      applyAll(volume, [['image', { pullPolicy: pullPolicyOf(asObject(volume.image).reference) }]]);
    }
  }
  // The old name of the field has the same value.
  fill(spec, { serviceAccountName: spec.serviceAccount });
  fill(spec, { serviceAccount: spec.serviceAccountName });
  for (const container of CONTAINER_FIELDS.flatMap((list) => asArray(spec[list])).filter(isObject)) {
    applyAll(container, [...CONTAINER, ['', { imagePullPolicy: pullPolicyOf(container.image) }]]);
    if (isPod) {
      fillRequests(container);
      fillHostPorts(container, spec.hostNetwork === true);
    }
  }
}

/** A limit without its request is the request, too. */
function fillRequests({ resources }: JsonObject): void {
  const { limits, requests } = asObject(resources);
  if (isObject(resources) && isObject(limits)) {
    resources.requests = { ...limits, ...asObject(requests) };
  }
}

function fillHostPorts({ ports }: JsonObject, isOnHost: boolean): void {
  for (const port of asArray(ports).filter(isObject)) {
    if (isOnHost && isAbsent(port.hostPort)) {
      port.hostPort = port.containerPort;
    }
  }
}

/** `Always` for an image with the tag `latest`, or without a tag and a digest. */
function pullPolicyOf(image: unknown): string {
  const name = typeof image === 'string' ? image : '';
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.includes('@') || (last.includes(':') && !last.endsWith(':latest')) ? 'IfNotPresent' : 'Always';
}

const GENERATION = { 'deprecated.daemonset.template.generation': '1' };

/** What depends on other fields. */
function fillOthers(copy: JsonObject, kind: string): void {
  const spec = asObject(copy.spec);
  const rolling = asObject(spec.strategy ?? spec.updateStrategy);
  if (rolling.type === 'RollingUpdate' && kind === 'apps/Deployment') {
    rolling.rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%', ...asObject(rolling.rollingUpdate) };
  }
  if (rolling.type === 'RollingUpdate' && kind === 'apps/DaemonSet') {
    rolling.rollingUpdate = { maxUnavailable: 1, maxSurge: 0, ...asObject(rolling.rollingUpdate) };
  }
  if (rolling.type === 'RollingUpdate' && kind === 'apps/StatefulSet') {
    rolling.rollingUpdate = { partition: 0, ...asObject(rolling.rollingUpdate) };
  }
  switch (kind) {
    case 'batch/Job': fillJob(copy, spec); break;
    case '/Service': fillService(spec); break;
    case '/ReplicationController': fillController(copy, spec); break;
    case 'apps/DaemonSet': copy.metadata = withEntries(copy.metadata, 'annotations', GENERATION); break;
    case 'networking.k8s.io/NetworkPolicy':
      fill(spec, { policyTypes: ['Ingress', ...asArray(spec.egress).length > 0 ? ['Egress'] : []] });
      break;
    case '/Namespace': {
      const { name } = asObject(copy.metadata);
      copy.metadata = withEntries(copy.metadata, 'labels', { 'kubernetes.io/metadata.name': name });
    }
  }
}

/** Metadata with more labels or annotations. */
function withEntries(metadata: unknown, field: 'labels' | 'annotations', entries: JsonObject): JsonObject {
  return { ...asObject(metadata), [field]: { ...asObject(asObject(metadata)[field]), ...entries } };
}

function fillJob(job: JsonObject, spec: JsonObject): void {
  const isAlone = isAbsent(spec.completions) && isAbsent(spec.parallelism);
  fill(spec, isAlone ? { completions: 1, parallelism: 1 } : { parallelism: 1 });
  const { name } = asObject(job.metadata);
  if (name !== undefined && isObject(spec.template)) {
    spec.template.metadata = withEntries(spec.template.metadata, 'labels', { 'job-name': name, 'batch.kubernetes.io/job-name': name });
    fill(asObject(job.metadata), { labels: asObject(asObject(spec.template).metadata).labels });
  }
}

function fillService(spec: JsonObject): void {
  for (const port of asArray(spec.ports).filter(isObject)) {
    port.targetPort ??= port.port;
  }
  const isOutside = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  fill(spec, {
    ...spec.type !== 'ExternalName' && { internalTrafficPolicy: 'Cluster' },
    ...isOutside && { externalTrafficPolicy: 'Cluster' },
    ...spec.type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true },
    ...spec.sessionAffinity === 'ClientIP' && { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } },
  });
}

/** Its labels and its selector are the labels of its pods. */
function fillController(controller: JsonObject, spec: JsonObject): void {
  const { labels } = asObject(asObject(spec.template).metadata);
  if (isObject(labels)) {
    fill(spec, { selector: labels });
    fill(asObject(controller.metadata), { labels });
  }
}

function applyAll(target: JsonObject, defaults: Defaults): void {
  for (const [path, values] of defaults) {
    const steps: Path = path === '' ? [] : path.split(/\.|(?=\[\])/);
    holdersAt(target, steps).forEach((holder) => fill(holder, values));
  }
}

function holdersAt(root: unknown, [step, ...rest]: Path): readonly JsonObject[] {
  if (step === undefined) {
    return isObject(root) ? [root] : [];
  }
  return step === '[]' ? asArray(root).flatMap((item) => holdersAt(item, rest)) : holdersAt(asObject(root)[step], rest);
}

/** Nothing for `asObject` of a missing object. */
function fill(holder: JsonObject, values: JsonObject): void {
  if (!Object.isExtensible(holder)) {
    return;
  }
  for (const [key, value] of Object.entries(values)) {
    if (isAbsent(holder[key]) && value !== undefined) {
      holder[key] = clone(value);
    }
  }
}
