import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { apiObjectsBelow } from './api-objects';
import { authoredJson } from './authored-json';
import { chartPath } from './chart-path';
import { JsonObject } from '../../formats/manifest/json';
import { toPlainData } from '../../formats/manifest/plain-data';
import { objectsIn } from '../../formats/manifest/workload';
import { placeOf } from '../../policy/facts/place';

/** The current JSON of an object, with its patches, before hardening. */
export function objectJson(apiObject: ApiObject): JsonObject {
  return toPlainData(authoredJson(apiObject, 'ignore').json).data;
}

/** An object in an API object, with its place. */
export interface PlacedObject {
  readonly apiObject: ApiObject;
  readonly object: JsonObject;
  readonly place: string;
}

/**
 * The objects in some API objects. The place of an object without a namespace is its chart: all objects of a chart are applied to the same
 * namespace, but another chart may be applied to a different namespace.
 */
export function placedObjects(apiObjects: readonly ApiObject[]): readonly PlacedObject[] {
  return apiObjects.flatMap((apiObject) => objectsIn(objectJson(apiObject))
    .map(({ object }) => ({ apiObject, object, place: placeOf(object, chartPath(apiObject)) })));
}

/**
 * The objects of an app at a place.
 *
 * @param kinds the kinds to read, because reading an object takes time
 */
export function objectsAt(construct: IConstruct, place: string, kinds: RegExp): readonly JsonObject[] {
  const apiObjects = apiObjectsBelow(construct.node.root).filter(({ kind }) => kinds.test(kind) || kind.endsWith('List'));
  return placedObjects(apiObjects).filter((each) => each.place === place).map(({ object }) => object);
}
