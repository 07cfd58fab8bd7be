import { isArray, isObject, JsonObject } from '../../../src/formats/manifest/json';
import { CONTAINER_LISTS, PodView } from '../../../src/formats/manifest/pod';
import { PodField } from '../../../src/policy/controls/reads';

/** Fields that lead to others, and those that nearly all controls read for their messages. */
export const UNLISTED = new Set<string>([
  ...CONTAINER_LISTS.map((list) => `spec.${list}`), 'spec.securityContext', 'containers[*].securityContext', 'containers[*].name',
]);

/** The same pod, which tells a listener each field that a control reads, as `PodField` writes it. */
export function listeningTo(pod: PodView, listen: (field: string) => void): PodView {
  const watch = (json: unknown, place: string): unknown => !isObject(json) ? json : new Proxy(json, {
    get: (_, key) => {
      if (typeof key === 'symbol') {
        return undefined;
      }
      const field = `${place}.${key}`;
      if (!UNLISTED.has(field)) {
        listen(field);
      }
      return key === 'securityContext' ? watch(json[key], field) : json[key];
    },
    ownKeys: () => (listen(place), Reflect.ownKeys(json)),
  });
  const spec: JsonObject = { ...pod.json };
  for (const list of [...CONTAINER_LISTS, 'volumes']) {
    const items = spec[list];
    spec[list] = isArray(items) ? items.map((item) => watch(item, list === 'volumes' ? 'spec.volumes[*]' : 'containers[*]')) : items;
  }
  return new PodView(watch(spec, 'spec') as JsonObject, pod.path, watch(pod.metadata, 'metadata') as JsonObject, pod.metadataPath, pod.claimTemplates, undefined, pod.owner);
}

/** Whether a control names a field. It names a field of a volume only if it needs it. */
export function isNamed(field: string, named: readonly PodField[]): boolean {
  const isOfVolumes = field.startsWith('spec.volumes');
  return named.some((each) => field === each || field.startsWith(`${each}.`) || (each === 'spec' && field.startsWith('containers'))
    || (isOfVolumes && each.startsWith('spec.volumes')));
}
