import { PlannedPolicy } from './plan';
import { JsonObject } from '../manifest/json';

const ALL = ['CREATE', 'UPDATE'];

/**
 * Pods, whoever creates them, debug containers that are added to them, and the workloads that create pods. Nothing else: a policy must not
 * keep anybody from deleting or scaling something.
 */
const RESOURCE_RULES: readonly JsonObject[] = [
  { apiGroups: [''], apiVersions: ['v1'], operations: ALL, resources: ['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers'], scope: 'Namespaced' },
  { apiGroups: ['apps'], apiVersions: ['v1'], operations: ALL, resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], scope: 'Namespaced' },
  { apiGroups: ['batch'], apiVersions: ['v1'], operations: ALL, resources: ['jobs', 'cronjobs'], scope: 'Namespaced' },
];

/**
 * What policies are for. Namespaces are exempted by the label that the API server gives them, and not by a condition: what is not selected
 * is admitted even if an expression or the parameters are broken.
 */
export function matchConstraints({ exemptNamespaces }: PlannedPolicy, rules: readonly JsonObject[] = RESOURCE_RULES): JsonObject {
  return {
    matchPolicy: 'Equivalent',
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [...exemptNamespaces] }] },
    resourceRules: [...rules],
  };
}
