import { ApiObject } from 'cdk8s';
import { LostFields, PatchedJson, patchedJson } from './lost-fields';
import { SynthSession } from './session';

/** The session level at which the own `toJson` of an object runs. */
const runningAt = new WeakMap<ApiObject, number>();

/**
 * Whether the own `toJson` of an object is running. If `toJson` is a property of the object, as with the jsii kernel and mocks, it calls
 * the method of the class through our override, and needs the raw result. If the object is emitted in another way at the same time, it is
 * still evaluated.
 */
export function isRendering(apiObject: ApiObject): boolean {
  return runningAt.get(apiObject) === SynthSession.of(apiObject).level;
}

/** The JSON of an object from its class and its patches. */
export function authoredJson(apiObject: ApiObject, lostFields: LostFields): PatchedJson {
  const before = runningAt.get(apiObject);
  runningAt.set(apiObject, SynthSession.of(apiObject).level);
  try {
    return patchedJson(apiObject, lostFields);
  } finally {
    if (before === undefined) {
      runningAt.delete(apiObject);
    } else {
      runningAt.set(apiObject, before);
    }
  }
}
