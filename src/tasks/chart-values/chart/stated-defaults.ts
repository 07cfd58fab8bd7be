import { clone, JsonObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { podsOf } from '../../../formats/manifest/workload';

/**
 * A hardened object without `privileged: false`, where hardening only writes down the default of Kubernetes. In a values file, such a line
 * would change nothing.
 *
 * @param before the pods as they were
 */
export function withoutStatedDefaults(object: JsonObject, before: readonly PodView[]): JsonObject {
  if (!podsOf(object).some((pod, index) => statedIn(pod, before[index]).length > 0)) {
    return object;
  }
  const copy = clone(object);
  podsOf(copy).forEach((pod, index) => statedIn(pod, before[index]).forEach(({ json, securityContext }) => {
    delete securityContext.privileged;
    if (Object.keys(securityContext).length === 0) {
      delete json.securityContext;
    }
  }));
  return copy;
}

function statedIn(pod: PodView, before: PodView): readonly ContainerView[] {
  const own = new Map(before.containers.map(({ list, name, securityContext }) => [`${list}/${name}`, securityContext.privileged]));
  return pod.containers.filter(({ list, name, securityContext }) => securityContext.privileged === false
    && own.get(`${list}/${name}`) === undefined);
}
