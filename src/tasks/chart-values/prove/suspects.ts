import { Problem } from './changed-pods';
import { Setting } from '../choose/choose';
import { ValueCandidate } from '../trace/candidates';
import { rootOf } from '../trace/fields';
import { isSameOwner, ValuePlace } from '../trace/places';

/** How near a setting must be to a change to be its cause, nearest first. */
const NEARNESS: readonly ((one: ValuePlace, other: ValuePlace) => boolean)[] = [
  (one, other) => isSameOwner(one, other) && rootOf(one.field) === rootOf(other.field),
  isSameOwner,
  (one, other) => one.workload === other.workload,
];

/** The values that seem to cause forbidden changes: for each change the nearest of them, or all values if none is near. */
export function suspectsOf(problems: readonly Problem[], settings: readonly Setting[]): ReadonlySet<ValueCandidate> {
  const causes = problems.flatMap(({ place }) => NEARNESS
    .map((isNear) => settings.filter(({ places }) => place !== undefined && places.some((other) => isNear(place, other))))
    .find((found) => found.length > 0) ?? settings);
  return new Set(causes.map(({ mark }) => mark.candidate));
}
