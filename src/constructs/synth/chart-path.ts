import { ApiObject, Chart } from 'cdk8s';

/**
 * The path of the chart of an object: where no namespace is named, a chart is applied to one namespace, and another chart perhaps to
 * another.
 */
export function chartPath(apiObject: ApiObject): string {
  return apiObject.node.scopes.filter(Chart.isChart).at(-1)?.node.path ?? '';
}
