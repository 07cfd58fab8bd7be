import { asArray, asObject, isAbsent, JsonObject } from './json';

/** Labels that controllers of Kubernetes add to pods, and that no template shows. */
const ADDED: ReadonlySet<unknown> = new Set([
  'apps.kubernetes.io/pod-index', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index', 'batch.kubernetes.io/job-name',
  'controller-revision-hash', 'controller-uid', 'job-name', 'pod-template-generation', 'pod-template-hash', 'statefulset.kubernetes.io/pod-name',
]);

/** Whether controllers add a label, so that no other policy should name it. */
export function isAddedLabel(key: string): boolean {
  return ADDED.has(key);
}

/**
 * Whether a label selector selects labels, as the API server reads it: an empty one selects everything. One with an operator that
 * Kubernetes does not know selects nothing.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectsLabels(selector: unknown, labels: JsonObject): boolean {
  const { matchLabels, matchExpressions } = asObject(selector);
  return hasLabels(labels, asObject(matchLabels))
    && asArray(matchExpressions).every((expression) => fulfills(labels, asObject(expression)));
}

/** Whether labels have all values that another object names, as the selector of a Service does. */
export function hasLabels(labels: JsonObject, wanted: JsonObject): boolean {
  for (const key in wanted) {
    if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) {
      return false;
    }
  }
  return true;
}

function fulfills(labels: JsonObject, { key, operator, values }: JsonObject): boolean {
  const isSet = typeof key === 'string' && Object.hasOwn(labels, key) && !isAbsent(labels[key]);
  const isListed = isSet && asArray(values).includes(labels[key]);
  switch (operator) {
    case 'In': return isListed;
    case 'NotIn': return !isListed;
    case 'Exists': return isSet;
    case 'DoesNotExist': return !isSet;
    default: return false;
  }
}

/** The selector without labels that the template of the pods cannot have. */
export function templateSelector({ matchLabels, matchExpressions }: JsonObject): JsonObject {
  return {
    matchLabels: Object.fromEntries(Object.entries(asObject(matchLabels)).filter(([key]) => !ADDED.has(key))),
    matchExpressions: asArray(matchExpressions).filter((expression) => !ADDED.has(asObject(expression).key)),
  };
}
