import { Counterpart } from './finding';
import { ActiveCheck, VersionCheck } from './profile';
import { Violation, Violations } from '../controls/check';
import { Level, LEVELS, PodControl } from '../controls/control';
import { isSameJson } from '../manifest/json';

/** The violations of a control of another profile. */
export interface OtherFound {
  readonly active: VersionCheck;
  readonly violations: Violations;
}

/** Those among other violations that are about the same value as a violation, or from which it follows. */
export function counterpartsOf(
  control: PodControl,
  violation: Violation,
  others: readonly OtherFound[],
  toCounterpart: (control: PodControl, violation: Violation) => Counterpart,
): readonly Counterpart[] | undefined {
  if (others.length === 0) {
    return undefined; // Nearly always.
  }
  const found = others.flatMap(({ active, violations }) =>
    violations.filter((other) => isSame(control, violation, active.control, other)).map((other) => toCounterpart(active.control, other)));
  return found.length === 0 ? undefined : found;
}

/** The lowest level whose profile finds a violation. */
export function lowestLevel({ level, counterparts }: ActiveCheck, found: readonly Counterpart[] = []): Level {
  const others = counterparts.filter(({ control }) => found.some((each) => each.control === control));
  return LEVELS[Math.min(...[level, ...others.map((other) => other.level)].map((each) => LEVELS.indexOf(each)))];
}

function isSame(control: PodControl, violation: Violation, other: PodControl, found: Violation): boolean {
  return (violation.container === found.container && isSameJson(violation.path, found.path))
    || (control.overrides?.includes(other.id) === true && control.followsFrom?.(violation, found) === true);
}
