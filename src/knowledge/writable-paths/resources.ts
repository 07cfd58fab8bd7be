import { asObject, clone, isAbsent, JsonObject } from '../../formats/manifest/json';
import { ContainerView } from '../../formats/manifest/pod';

/** The requests and limits of a container, for a helper container that prepares it. */
export function sameResources({ json }: ContainerView): JsonObject {
  const { limits, requests } = asObject(json.resources);
  return clone({ ...!isAbsent(limits) && { limits }, ...!isAbsent(requests) && { requests } });
}
