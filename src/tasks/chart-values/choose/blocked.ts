import { Setting } from './choose';
import { Want, wantKey } from './wants';
import { placeKey } from '../trace/places';

/** The fields that only together are of use: what a read-only root filesystem leaves a program to write. */
const LISTS = ['volumes', 'volumeMounts'];
const READ_ONLY = 'securityContext.readOnlyRootFilesystem';

/**
 * The places that values must leave alone: a container whose mounts no value reaches would not start with a root filesystem that is
 * read-only, and a volume without its mounts is of no use.
 */
export function blockedPlaces(wants: readonly Want[], settings: readonly Setting[]): readonly string[] {
  const closed = new Set(settings.flatMap(({ closes }) => closes.map(wantKey)));
  const podOf = ({ place: { workload, pod } }: Want) => `${workload}\n${pod}`;
  const lists = wants.filter(({ place: { field } }) => LISTS.includes(field));
  const incomplete = new Set(lists.filter((want) => !closed.has(wantKey(want))).map(podOf));
  const mounted = new Set(lists.map(({ place }) => placeKey({ ...place, field: READ_ONLY })));
  const isPart = (want: Want) => LISTS.includes(want.place.field) || mounted.has(wantKey(want));
  return wants.filter((want) => incomplete.has(podOf(want)) && isPart(want)).map(wantKey);
}
