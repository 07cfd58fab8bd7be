import { asObject, clone, isAbsent, JsonObject } from '../manifest/json';
import { ContainerView } from '../manifest/pod';

/** What a container asks for and is limited to, for another one that does a part of its work. */
export function sameResources({ json }: ContainerView): JsonObject {
  const { limits, requests } = asObject(json.resources);
  return clone({ ...!isAbsent(limits) && { limits }, ...!isAbsent(requests) && { requests } });
}
