import { controlsOf, covers, coversExactly } from './coverage';
import { EvaluatedFinding } from '../engine/finding';
import { groupBy } from '../manifest/group-by';
import { Waiver } from '../settings/waiver';

/**
 * Covers the findings that waivers name. Each finding is covered by the first waiver that fits: of those that name its control, then of
 * those that name one of another profile for the same, then of those for a profile.
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
  const byControl = byControls(waivers);
  const forProfiles = waivers.filter(({ profile }) => profile !== undefined);
  return findings.map((finding) => {
    const { control, counterparts = [] } = finding;
    const counts = (candidate: Waiver) => covers(candidate, finding) && reaches(candidate, finding);
    const waiver = byControl.get(control.id)?.find((candidate) => coversExactly(candidate, finding) && reaches(candidate, finding))
      ?? counterparts.flatMap((each) => byControl.get(each.control.id) ?? []).find(counts)
      ?? forProfiles.find(counts);
    return waiver ? { ...finding, waiver } : finding;
  });
}

/** Each waiver once for every control that it names, so that many waivers of many findings do not take the time of all pairs. */
function byControls(waivers: readonly Waiver[]): ReadonlyMap<string, readonly Waiver[]> {
  const named = waivers.flatMap((waiver) => controlsOf(waiver).map((id) => ({ id, waiver })));
  return new Map([...groupBy(named, ({ id }) => id)].map(([id, group]) => [id, group.map(({ waiver }) => waiver)]));
}
