import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** The API objects of a construct and of all constructs below it. */
export function apiObjectsBelow(scope: IConstruct): readonly ApiObject[] {
  return scope.node.findAll().filter(ApiObject.isApiObject);
}

/** The construct itself if it is an API object, or the API object in a cdk8s-plus construct; undefined if there is none. */
export function apiObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) {
    return construct;
  }
  const { defaultChild } = construct.node;
  return defaultChild && apiObjectOf(defaultChild);
}

/** The construct that reports show for an API object. In cdk8s-plus, the API object is a child that users do not see. */
export function ownerOf(apiObject: ApiObject): IConstruct {
  const { id, scope } = apiObject.node;
  return scope && !Chart.isChart(scope) && (id === 'Resource' || id === 'Default') ? scope : apiObject;
}
