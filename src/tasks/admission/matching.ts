import { PlannedPolicy } from './plan';
import { JsonObject } from '../../formats/manifest/json';

const ALL = ['CREATE', 'UPDATE'];

/**
 * There is only v1. With a wildcard the controller manager does not check the types of each expression against the schema of each kind,
 * which took it minutes of CPU time and finds nothing: all values are dynamic.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/typechecking.go
 */
const VERSIONS = ['*'];

/**
 * Pods, whoever creates them, debug containers that are added to them, and the workloads that create pods. Nothing else: a policy must not
 * keep anyone from deleting or scaling something.
 */
const RESOURCE_RULES: readonly JsonObject[] = [
  {
    apiGroups: [''],
    apiVersions: VERSIONS,
    operations: ALL,
    resources: ['pods', 'pods/ephemeralcontainers', 'podtemplates', 'replicationcontrollers'],
    scope: 'Namespaced',
  },
  {
    apiGroups: ['apps'],
    apiVersions: VERSIONS,
    operations: ALL,
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
    scope: 'Namespaced',
  },
  { apiGroups: ['batch'], apiVersions: VERSIONS, operations: ALL, resources: ['jobs', 'cronjobs'], scope: 'Namespaced' },
];

/**
 * The requests that policies apply to. A label of the API server exempts namespaces, and not a condition, so that they are admitted even if
 * an expression is broken.
 */
export function matchConstraints({ exemptNamespaces }: PlannedPolicy, rules: readonly JsonObject[] = RESOURCE_RULES): JsonObject {
  return {
    matchPolicy: 'Equivalent',
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [...exemptNamespaces] }] },
    resourceRules: [...rules],
  };
}
