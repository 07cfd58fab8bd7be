import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** The objects of a construct and of everything below it. */
export function apiObjectsBelow(scope: IConstruct): readonly ApiObject[] {
  return scope.node.findAll().filter(ApiObject.isApiObject);
}

/** The object that a construct is, or that it contains, as constructs of cdk8s-plus do. Undefined if there is none. */
export function apiObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) {
    return construct;
  }
  const { defaultChild } = construct.node;
  return defaultChild && apiObjectOf(defaultChild);
}

/** The construct that reports show for an object: cdk8s-plus keeps the object in a child that users do not see. */
export function ownerOf(apiObject: ApiObject): IConstruct {
  const { id, scope } = apiObject.node;
  return scope && !Chart.isChart(scope) && (id === 'Resource' || id === 'Default') ? scope : apiObject;
}
