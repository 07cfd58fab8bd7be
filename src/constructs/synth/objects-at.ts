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

/**
 * The objects of an app at a place.
 *
 * @param kinds the kinds to read, because reading an object takes time
 */
export function objectsAt(construct: IConstruct, place: string, kinds: RegExp): readonly JsonObject[] {
  return apiObjectsBelow(construct.node.root).filter(({ kind }) => kinds.test(kind) || kind.endsWith('List')).flatMap((apiObject) =>
    objectsIn(objectJson(apiObject)).map(({ object }) => object).filter((object) => placeOf(object, chartPath(apiObject)) === place));
}
