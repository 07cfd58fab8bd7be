import { ApiResource } from '../../formats/manifest/api-resource';
import { asArray, asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';

/** A question that the manifest and the facts do not answer. */
export class Undecided extends Error {}

/** What decides whether a policy or a binding matches: an object, and the labels of its namespace. */
export interface MatchedObject {
  readonly object: JsonObject;
  readonly resource: ApiResource;
  /** Undefined if it names none, or has none. */
  readonly namespace: string | undefined;
  /** @throws Undecided if the input lacks the Namespace */
  readonly namespaceLabels: () => JsonObject;
}

/**
 * Whether a create request for an object matches `matchConstraints` or `matchResources`.
 *
 * @param isCreate whether the operations of the rules count
 * @throws Undecided if that depends on something unknown
 */
export function matches(criteria: JsonObject, subject: MatchedObject, isCreate = true): boolean {
  const { resourceRules, excludeResourceRules, namespaceSelector, objectSelector, matchPolicy } = criteria;
  const isEquivalent = matchPolicy !== 'Exact';
  const matchesRule = (rule: unknown) => ruleMatches(asObject(rule), subject, isEquivalent, isCreate);
  if (asArray(excludeResourceRules).some(matchesRule)) {
    return false;
  }
  if (!isAbsent(resourceRules) && !asArray(resourceRules).some(matchesRule)) {
    return false;
  }
  const labels = asObject(asObject(subject.object.metadata).labels);
  const ofNamespace = asObject(namespaceSelector);
  return selects(asObject(objectSelector), () => labels)
    && (isEmpty(ofNamespace) || isWithoutNamespace(subject) || selects(ofNamespace, namespaceLabelsOf(subject)));
}

/** A cluster-wide object always matches a selector of namespaces, except a Namespace, which is its own. */
function isWithoutNamespace({ resource: { isNamespaced, group, kind } }: MatchedObject): boolean {
  return !isNamespaced && !(group === '' && kind === 'Namespace');
}

function namespaceLabelsOf({ resource, object, namespaceLabels }: MatchedObject): () => JsonObject {
  const { name, labels } = asObject(object.metadata);
  return resource.isNamespaced ? namespaceLabels : () => ({ ...asObject(labels), 'kubernetes.io/metadata.name': name });
}

function ruleMatches(rule: JsonObject, { resource, object }: MatchedObject, isEquivalent: boolean, isCreate: boolean): boolean {
  const { apiGroups, apiVersions, operations, resources, scope = '*', resourceNames } = rule;
  const has = (list: unknown, value: string) => asArray(list).some((each) => each === '*' || each === value);
  const isInScope = scope === '*' || (scope === 'Namespaced') === resource.isNamespaced;
  const { name } = asObject(object.metadata);
  const isNamed = asArray(resourceNames).length === 0 || asArray(resourceNames).includes(name);
  const isResource = asArray(resources).some((each) => each === '*' || each === '*/*' || each === resource.resource
    || each === `${resource.resource}/*`);
  if (!isInScope || !isNamed || !isResource || !has(apiGroups, resource.group) || (isCreate && !has(operations, 'CREATE'))) {
    return false;
  }
  if (!has(apiVersions, resource.version) && isEquivalent) {
    throw new Undecided(`the API server would convert the object from the version ${resource.version}: write a version of the policy, `
      + `${asArray(apiVersions).join(' or ')}`);
  }
  return has(apiVersions, resource.version);
}

function isEmpty({ matchLabels, matchExpressions }: JsonObject): boolean {
  return Object.keys(asObject(matchLabels)).length === 0 && asArray(matchExpressions).length === 0;
}

/** Whether labels match a selector. */
export function selects(selector: JsonObject, labelsOf: () => JsonObject): boolean {
  if (isEmpty(selector)) {
    return true;
  }
  const labels = labelsOf();
  const isEqual = Object.entries(asObject(selector.matchLabels)).every(([key, value]) => labels[key] === value);
  return isEqual && asArray(selector.matchExpressions).every((each) => expressionHolds(asObject(each), labels));
}

function expressionHolds({ key, operator, values }: JsonObject, labels: JsonObject): boolean {
  const value = labels[asString(key) ?? ''];
  const isPresent = !isAbsent(value);
  switch (operator) {
    case 'In': return isPresent && asArray(values).includes(value);
    case 'NotIn': return !isPresent || !asArray(values).includes(value);
    case 'Exists': return isPresent;
    default: return !isPresent;
  }
}
