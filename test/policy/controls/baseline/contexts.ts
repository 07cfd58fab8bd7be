import { clone, JsonObject } from '../../../../src/formats/manifest/json';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { AnyPodControl } from '../../../../src/policy/controls/control';
import { goodContainer, goodPod } from '../support';

/** Where a pod of `withContexts` has its containers, one of every sort. */
export const CONTAINERS = ['spec.initContainers[0]', 'spec.containers[0]', 'spec.ephemeralContainers[0]'];

/** JSON that is no object. */
export const ODD = [null, 'text', 7, true, [], [null]];

/** A good pod with a container in every list, all with the same change. */
export function withContainers(change: (container: any) => void, changePod: (spec: any, pod: any) => void = () => {}): JsonObject {
  return goodPod((spec, pod) => {
    spec.ephemeralContainers = [goodContainer('debugger')];
    [...spec.initContainers, ...spec.containers, ...spec.ephemeralContainers].forEach(change);
    changePod(spec, pod);
  });
}

/** A good pod with these fields in the security context of every container. */
export function withContexts(fields: JsonObject, changePod: (spec: any, pod: any) => void = () => {}): JsonObject {
  return withContainers((container) => Object.assign(container.securityContext, clone(fields)), changePod);
}

/** What a control's fix makes of a manifest. */
export function fixed(control: AnyPodControl, manifest: JsonObject): any {
  const copy = clone(manifest);
  podsOf(copy).forEach((pod) => control.fix!(pod, DEFAULT_CONTEXT));
  return copy;
}
