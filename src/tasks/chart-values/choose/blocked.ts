import { Setting } from './choose';
import { Want, wantKey } from './wants';
import { placeKey } from '../trace/places';

/** Fields that only work together: the volumes beside a read-only root filesystem. */
export const VOLUME_LISTS: readonly string[] = ['volumes', 'volumeMounts'];
export const READ_ONLY_ROOT = 'securityContext.readOnlyRootFilesystem';

/**
 * The places that values must not change, because the fields only work together. A container with a read-only root filesystem does not
 * start if no value sets its mounts, and a volume without mounts has no effect.
 */
export function blockedPlaces(wants: readonly Want[], settings: readonly Setting[]): readonly string[] {
  const closed = new Set(settings.flatMap(({ closes }) => closes.map(wantKey)));
  const podOf = ({ place: { workload, pod } }: Want) => `${workload}\n${pod}`;
  const lists = wants.filter(({ place: { field } }) => VOLUME_LISTS.includes(field));
  const incomplete = new Set(lists.filter((want) => !closed.has(wantKey(want))).map(podOf));
  const mounted = new Set(lists.map(({ place }) => placeKey({ ...place, field: READ_ONLY_ROOT })));
  const isPart = (want: Want) => VOLUME_LISTS.includes(want.place.field) || mounted.has(wantKey(want));
  return wants.filter((want) => incomplete.has(podOf(want)) && isPart(want)).map(wantKey);
}
