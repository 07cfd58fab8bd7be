import { JsonObject } from '../../../../src/formats/manifest/json';
import { ContainerList } from '../../../../src/formats/manifest/pod';
import { goodContainer, goodPod } from '../support';

/** A good pod with one more container, at the end of a list, that differs from a good one in some fields. */
export function podWith(fields: JsonObject, list: ContainerList = 'containers'): JsonObject {
  return goodPod((spec) => (spec[list] ??= []).push({ ...goodContainer('more'), ...fields }));
}

/** Where `podWith` puts its container. */
export const PLACE: { readonly [list in ContainerList]: string } = {
  initContainers: 'spec.initContainers[1]',
  containers: 'spec.containers[1]',
  ephemeralContainers: 'spec.ephemeralContainers[0]',
};

/** JSON that is no list of objects. */
export const ODD_LISTS = [null, 'text', 7, {}, [null], ['text'], [7], [[]], [{}]];
