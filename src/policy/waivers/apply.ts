import { isBeyond } from './coverage';
import { WaiverTerms } from './terms';
import { RankedWaiver, WaiverIndex } from './waiver-index';
import { groupBy } from '../../formats/manifest/group-by';
import { EvaluatedFinding } from '../engine/finding';
import { Waiver } from '../settings/waiver';

/** Limits for waivers, in addition to their own terms. */
export interface WaiverReach {
  /** Whether a waiver may cover a finding. Default: always. */
  readonly counts?: (waiver: Waiver, finding: EvaluatedFinding) => boolean;
  /** For a Dockerfile, the instruction that a waiver applies to; undefined for the whole file. */
  readonly partOf?: (waiver: Waiver) => unknown;
  /** For a Dockerfile, the instruction with a finding. */
  readonly partOfFinding?: (finding: EvaluatedFinding) => unknown;
}

/**
 * Adds waivers to the findings that they cover. The first matching waiver counts: first among waivers for the control, then for its
 * counterpart in another profile, then for a profile.
 */
export function applyWaivers(
  findings: readonly EvaluatedFinding[],
  waivers: readonly Waiver[],
  { counts = () => true, partOf = () => undefined, partOfFinding = () => undefined }: WaiverReach = {},
): readonly EvaluatedFinding[] {
  if (waivers.length === 0) {
    return withoutExpected(findings);
  }
  const ranked = waivers.map((waiver, rank): RankedWaiver => ({ waiver, rank }));
  const parts = new Map([...groupBy(ranked, ({ waiver }) => partOf(waiver))].map(([part, group]) => [part, new WaiverIndex(group)]));
  const ofProfiles = ranked.filter(({ waiver }) => waiver.profile !== undefined);
  const forProfiles = [...groupBy(ofProfiles, ({ waiver }) => waiver.profile!)];
  return withoutExpected(findings.map((finding) => {
    const { counterparts = [], template } = finding;
    const indexes = [...new Set([undefined, partOfFinding(finding)])].flatMap((part) => parts.get(part) ?? []);
    const isCounted = ({ waiver: candidate }: Pick<RankedWaiver, 'waiver'>) => counts(candidate, finding);
    const isReaching = (terms: WaiverTerms) => terms.reaches(finding) && isCounted(terms);
    const waiver = firstOf(indexes.map((index) => index.first(finding, template, isReaching)))
      ?? firstOf(counterparts.flatMap((each) => indexes.map((index) => index.first(each, template, isReaching))))
      ?? firstOf(forProfiles.map(([profile, group]) => isBeyond(profile, finding) ? group.find(isCounted) : undefined));
    return waiver ? { ...finding, waiver } : finding;
  }));
}

/** Removes expected values without a waiver. A control accepts such a value, so it is only a finding for scanners that need the waiver. */
function withoutExpected(findings: readonly EvaluatedFinding[]): readonly EvaluatedFinding[] {
  return findings.some(isOnlyExpected) ? findings.filter((finding) => !isOnlyExpected(finding)) : findings;
}

function isOnlyExpected({ isExpected, waiver }: EvaluatedFinding): boolean {
  return isExpected === true && waiver === undefined;
}

function firstOf(found: readonly (RankedWaiver | undefined)[]): Waiver | undefined {
  return found.reduce((best, each) => each && (!best || each.rank < best.rank) ? each : best, undefined)?.waiver;
}
