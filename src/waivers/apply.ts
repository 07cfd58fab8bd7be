import { EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/**
 * Covers the findings that waivers name. Each finding is covered by the first waiver that fits.
 *
 * @param reaches whether a waiver applies to the place of a finding; to every place if undefined
 */
export function applyWaivers(
  findings: readonly EvaluatedFinding[],
  waivers: readonly Waiver[],
  reaches: (waiver: Waiver, finding: EvaluatedFinding) => boolean = () => true,
): readonly EvaluatedFinding[] {
  if (waivers.length === 0) {
    return findings;
  }
  const byControl = groupBy(waivers, ({ control }) => control);
  return findings.map((finding) => {
    const waiver = byControl.get(finding.control.id)?.find((candidate) => covers(candidate, finding) && reaches(candidate, finding));
    return waiver ? { ...finding, waiver } : finding;
  });
}

/**
 * Whether a waiver covers a finding. One on a container must name the container in its list, one in an object with several pod
 * templates must name the template, and a value that could as well be another must be pinned: so a later sidecar or a later
 * capability is never covered by accident.
 */
export function covers(waiver: Waiver, finding: EvaluatedFinding): boolean {
  return waiver.control === finding.control.id
    && waiver.template === finding.template
    && (finding.container === undefined || (waiver[finding.list ?? 'containers'] ?? []).includes(finding.container))
    && allows(waiver, finding);
}

function allows(waiver: Waiver, { allowKey }: EvaluatedFinding): boolean {
  return allowKey === undefined ? waiver.allow === undefined : (waiver.allow ?? []).includes(allowKey);
}

/** By control, so that many waivers of many findings do not take the time of all pairs. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
