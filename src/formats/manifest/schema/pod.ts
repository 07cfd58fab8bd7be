import { COMMON_SECURITY_CONTEXT, RESOURCES_SCHEMA } from './container';
import { all, FLAG, ID, INTEGER, list, map, object, QUANTITY, TEXT } from './shape';
import { VOLUME_SHAPE } from './volume';

const SECURITY_CONTEXT = object({
  ...COMMON_SECURITY_CONTEXT,
  fsGroup: ID,
  ...all(TEXT, 'fsGroupChangePolicy', 'seLinuxChangePolicy', 'supplementalGroupsPolicy'),
  supplementalGroups: list(ID),
  sysctls: list(object(all(TEXT, 'name', 'value'))),
});

const LABEL_SELECTOR = object({
  matchExpressions: list(object({ ...all(TEXT, 'key', 'operator'), values: list(TEXT) })),
  matchLabels: map(TEXT),
});

const POD_TERM = object({
  ...all(list(TEXT), 'matchLabelKeys', 'mismatchLabelKeys', 'namespaces'),
  ...all(LABEL_SELECTOR, 'labelSelector', 'namespaceSelector'),
  topologyKey: TEXT,
});

const POD_AFFINITY = object({
  preferredDuringSchedulingIgnoredDuringExecution: list(object({ podAffinityTerm: POD_TERM, weight: INTEGER })),
  requiredDuringSchedulingIgnoredDuringExecution: list(POD_TERM),
});

const NODE_TERM = object(all(list(object({ ...all(TEXT, 'key', 'operator'), values: list(TEXT) })), 'matchExpressions', 'matchFields'));

const NODE_AFFINITY = object({
  preferredDuringSchedulingIgnoredDuringExecution: list(object({ preference: NODE_TERM, weight: INTEGER })),
  requiredDuringSchedulingIgnoredDuringExecution: object({ nodeSelectorTerms: list(NODE_TERM) }),
});

const AFFINITY = object({ nodeAffinity: NODE_AFFINITY, ...all(POD_AFFINITY, 'podAffinity', 'podAntiAffinity') });

/**
 * The spec of a pod, without the fields of its containers, because custom resources have containers elsewhere.
 * Field by field after https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/.
 */
export const POD_SHAPE = object({
  ...all(list(object()), 'containers', 'ephemeralContainers', 'initContainers'),
  ...all(FLAG, 'automountServiceAccountToken', 'enableServiceLinks', 'hostIPC', 'hostNetwork', 'hostPID', 'hostUsers', 'setHostnameAsFQDN',
    'shareProcessNamespace'),
  ...all(TEXT, 'dnsPolicy', 'hostname', 'hostnameOverride', 'nodeName', 'preemptionPolicy', 'priorityClassName', 'restartPolicy',
    'runtimeClassName', 'schedulerName', 'serviceAccount', 'serviceAccountName', 'subdomain'),
  ...all(INTEGER, 'priority', 'terminationGracePeriodSeconds'),
  affinity: AFFINITY,
  dnsConfig: object({ ...all(list(TEXT), 'nameservers', 'searches'), options: list(object(all(TEXT, 'name', 'value'))) }),
  hostAliases: list(object({ hostnames: list(TEXT), ip: TEXT })),
  imagePullSecrets: list(object({ name: TEXT })),
  nodeSelector: map(TEXT),
  os: object({ name: TEXT }),
  overhead: map(QUANTITY),
  readinessGates: list(object({ conditionType: TEXT })),
  resourceClaims: list(object(all(TEXT, 'name', 'resourceClaimName', 'resourceClaimTemplateName'))),
  resources: RESOURCES_SCHEMA,
  schedulingGates: list(object({ name: TEXT })),
  securityContext: SECURITY_CONTEXT,
  tolerations: list(object({ ...all(TEXT, 'effect', 'key', 'operator', 'value'), tolerationSeconds: INTEGER })),
  topologySpreadConstraints: list(object({
    ...all(INTEGER, 'maxSkew', 'minDomains'),
    ...all(TEXT, 'nodeAffinityPolicy', 'nodeTaintsPolicy', 'topologyKey', 'whenUnsatisfiable'),
    labelSelector: LABEL_SELECTOR,
    matchLabelKeys: list(TEXT),
  })),
  volumes: list(VOLUME_SHAPE),
});

/** The fields of a pod's metadata that controls read. */
export const METADATA_SHAPE = object({
  ...all(map(TEXT), 'annotations', 'labels'),
  ...all(TEXT, 'generateName', 'name', 'namespace'),
});
