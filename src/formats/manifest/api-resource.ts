import { asString, JsonObject } from './json';
import { groupOf } from './workload';

/** An object as a resource of the API, as rules of policies and requests name it. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural, such as `deployments`. */
  readonly resource: string;
  readonly isNamespaced: boolean;
}

/** Kinds of Kubernetes without a namespace. */
const CLUSTER_WIDE = new Set([
  '/Namespace', '/Node', '/PersistentVolume', 'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'apiextensions.k8s.io/CustomResourceDefinition', 'storage.k8s.io/StorageClass', 'storage.k8s.io/CSIDriver', 'storage.k8s.io/CSINode',
  'storage.k8s.io/VolumeAttachment', 'scheduling.k8s.io/PriorityClass', 'node.k8s.io/RuntimeClass', 'networking.k8s.io/IngressClass',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy', 'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'apiregistration.k8s.io/APIService', 'certificates.k8s.io/CertificateSigningRequest', 'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
]);

/** Plurals that do not follow from the kind. */
const IRREGULAR: Readonly<Record<string, string>> = { '/Endpoints': 'endpoints' };

/** The resource of an object. The plural of a custom kind is guessed as kubectl does: the lower-case kind with an s, es or ies. */
export function resourceOf({ apiVersion, kind }: JsonObject): ApiResource {
  const group = groupOf(apiVersion);
  const name = asString(kind) ?? '';
  const version = (asString(apiVersion) ?? '').replace(/^.*\//, '');
  const key = `${group}/${name}`;
  return { group, version, kind: name, resource: IRREGULAR[key] ?? plural(name.toLowerCase()), isNamespaced: !CLUSTER_WIDE.has(key) };
}

function plural(name: string): string {
  if (/(?:s|x|ch|sh)$/.test(name)) {
    return `${name}es`;
  }
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
