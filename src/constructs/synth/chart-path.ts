import { ApiObject, Chart } from 'cdk8s';

/**
 * The path of an object's chart. It serves as the place of objects without a namespace: all objects of a chart are applied to the same
 * namespace, but another chart may be applied to a different namespace.
 */
export function chartPath(apiObject: ApiObject): string {
  return apiObject.node.scopes.filter(Chart.isChart).at(-1)?.node.path ?? '';
}
