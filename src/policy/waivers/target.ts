import { checkWaiverKeys } from './check-waiver';
import { withMore } from '../../formats/manifest/first-of';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { refText } from '../../formats/manifest/object-ref';
import { groupOf, objectName } from '../../formats/manifest/workload';
import { WaiverTarget } from '../settings/waiver';

const TARGET_KEYS = ['kind', 'name', 'namespace', 'apiGroup'];

/** The kind of a target that is a Dockerfile. Its name is the path of the file. */
export const DOCKERFILE = 'Dockerfile';

/**
 * Reads a target.
 *
 * @throws with the error and its fix
 */
export function parseTarget(target: unknown): WaiverTarget {
  const { kind, name, namespace, apiGroup } = asObject(target);
  checkWaiverKeys(asObject(target), TARGET_KEYS, 'a target');
  if (typeof kind !== 'string' || typeof name !== 'string' || !isTextOrAbsent(namespace) || !isTextOrAbsent(apiGroup)) {
    throw new Error('`target` must name the object: { kind: "Deployment", namespace: "shop", name: "web" }');
  }
  if (kind === DOCKERFILE && (namespace !== undefined || apiGroup !== undefined)) {
    throw new Error('`target` is a Dockerfile, which has no namespace: { kind: "Dockerfile", name: "path/to/Dockerfile" }');
  }
  return { kind, name, namespace, apiGroup };
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** Whether an object, in its final JSON, is the target of a waiver. */
export function isTarget(target: WaiverTarget, object: JsonObject): boolean {
  const { kind, name, namespace } = target;
  const metadata = asObject(object.metadata);
  return object.kind === kind && name !== '' && objectName(object) === name && (asString(metadata.namespace) ?? '') === (namespace ?? '')
    && hasGroupOf(target, groupOf(object.apiVersion));
}

/** Whether the API group of an object is the one that a target means. */
export function hasGroupOf({ kind, apiGroup }: WaiverTarget, group: string): boolean {
  return apiGroup === undefined ? isDefaultGroup(kind, group) : group === apiGroup;
}

/** The namespace of an object, `''` for none, if only the namespace differs from a target; undefined if more differs. */
export function otherNamespace(target: WaiverTarget, object: JsonObject): string | undefined {
  const namespace = asString(asObject(object.metadata).namespace) ?? '';
  return namespace !== (target.namespace ?? '') && isTarget({ ...target, namespace }, object) ? namespace : undefined;
}

/**
 * The reason why a target matches nothing.
 *
 * @param namespaces the namespaces of objects that differ from the target only in the namespace
 * @param where the place that its object should be in, such as "the input"
 */
export function absenceText(target: WaiverTarget, namespaces: readonly string[], where: string): string {
  const what = `is for ${refText(target)}`;
  if (namespaces.length === 0) {
    return `${what}, which is not in ${where}`;
  }
  const [namespace] = namespaces;
  const fixForOne = namespace === '' ? 'remove `namespace` from its target' : `write \`namespace: ${namespace}\` in its target`;
  const fix = namespaces.length > 1 ? 'write one of these namespaces in its target' : fixForOne;
  const found = namespaces.slice(0, MAX_FOUND)
    .map((each) => `${refText({ ...target, namespace: each })}${each === '' ? ' without a namespace' : ''}`);
  const text = withMore(found, namespaces.length - found.length);
  return `${what}${target.namespace ? '' : ' without a namespace'}, but only ${text} `
    + `${namespaces.length === 1 ? 'is' : 'are'} in ${where}: ${fix}`;
}

/** The maximum number of objects in a message. */
const MAX_FOUND = 3;

/**
 * The problem of a target whose waiver would cover two kinds with the same name.
 *
 * @param apiGroups the groups of the objects that the target matches
 */
export function ambiguity(target: WaiverTarget, apiGroups: Iterable<string>): string | undefined {
  const groups = [...new Set(apiGroups)];
  return groups.length > 1
    ? `matches ${refText(target)} in several API groups, ${groups.sort().join(' and ')}: add \`apiGroup\` to its target`
    : undefined;
}

/** A kind of Kubernetes itself does not match in other groups, such as the Service of Knative and the Job of Volcano. */
function isDefaultGroup(kind: string, group: string): boolean {
  return !KUBERNETES_KINDS.has(kind) || !group.includes('.') || /(?<!x-)\bk8s\.io$/.test(group);
}

/** Kinds of Kubernetes that other groups have too, or could have. https://kubernetes.io/docs/reference/kubernetes-api/ */
const KUBERNETES_KINDS = new Set([
  'Pod', 'PodTemplate', 'ReplicationController', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Service',
  'Endpoints', 'EndpointSlice', 'Ingress', 'IngressClass', 'NetworkPolicy', 'ConfigMap', 'Secret', 'ServiceAccount', 'Namespace', 'Node',
  'Event', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass', 'VolumeAttachment', 'CSIDriver', 'CSINode', 'LimitRange',
  'ResourceQuota', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'HorizontalPodAutoscaler', 'PodDisruptionBudget',
  'PriorityClass', 'RuntimeClass', 'Lease', 'CustomResourceDefinition', 'APIService', 'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'CertificateSigningRequest',
  'ResourceClaim', 'ResourceClaimTemplate', 'DeviceClass',
]);
