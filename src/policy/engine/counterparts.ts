import { Counterpart } from './finding';
import { ActiveCheck, VersionCheck } from './profile';
import { groupBy } from '../../formats/manifest/group-by';
import { Violation, Violations } from '../controls/check';
import { Level, LEVELS, AnyPodControl } from '../controls/control';

/** A control that belongs to another profile, with its violations. */
export interface OtherFound {
  readonly active: VersionCheck;
  /** Violations by path, because a pod can have thousands of them. */
  readonly byPlace: ReadonlyMap<string, Violations>;
  /** The violations on the pod itself. */
  readonly ofPod: Violations;
}

export function otherFound(active: VersionCheck, violations: Violations): OtherFound {
  return { active, byPlace: groupBy(violations, placeKey), ofPod: violations.filter(({ container }) => container === undefined) };
}

/**
 * The violations that other profiles report for the same problem: violations of the same field, and violations of the pod if the container
 * inherits the problem from the pod.
 */
export function counterpartsOf(
  control: AnyPodControl,
  violation: Violation,
  others: readonly OtherFound[],
  toCounterpart: (control: AnyPodControl, violation: Violation) => Counterpart,
): readonly Counterpart[] | undefined {
  if (others.length === 0) {
    return undefined; // Nearly always.
  }
  const place = placeKey(violation);
  const found = others.flatMap(({ active, byPlace, ofPod }) => {
    const follows = violation.container !== undefined
      && control.replaces?.includes(active.control.id) === true && control.followsFromPod?.(violation) === true;
    return [...byPlace.get(place) ?? [], ...follows ? ofPod : []].map((other) => toCounterpart(active.control, other));
  });
  return found.length === 0 ? undefined : found;
}

/** The lowest level whose profile finds a violation. */
export function lowestLevel({ level, counterparts }: ActiveCheck, found: readonly Counterpart[] = []): Level {
  if (found.length === 0) {
    return level;
  }
  const others = counterparts.filter(({ control }) => found.some((each) => each.control === control));
  return LEVELS[Math.min(...[level, ...others.map((other) => other.level)].map((each) => LEVELS.indexOf(each)))];
}

function placeKey({ container, path }: Violation): string {
  return JSON.stringify([container, ...path]);
}
