import { ApiObject, Chart } from 'cdk8s';

/**
 * The path of an object's chart. It is the place of objects without a namespace: the objects of a chart are applied to one namespace, but
 * another chart may be applied to another.
 */
export function chartPath(apiObject: ApiObject): string {
  return apiObject.node.scopes.filter(Chart.isChart).at(-1)?.node.path ?? '';
}
