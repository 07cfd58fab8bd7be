import { asObject } from '../../../formats/manifest/json';
import { FoundRule, idsFor, Standard } from '../../controls/known-as/standard';
import { EvaluatedFinding } from '../../engine/finding';
import { Waiver } from '../../settings/waiver';

/** A waiver, and a finding of one control that it accepts. */
export interface Accepted {
  readonly waiver: Waiver;
  readonly found: FoundRule;
}

/** The findings on one object or Dockerfile that waivers accept. */
export interface Acceptance {
  readonly accepted: readonly Accepted[];
  /** The findings of all controls without a waiver. A scanner reports them in any profile. */
  readonly open: readonly FoundRule[];
}

/** The scanner ids of accepted findings, sorted, each with its waivers. */
export type AcceptedIds = ReadonlyMap<string, readonly Waiver[]>;

/**
 * @param findings the findings of the evaluated profile
 * @param everything the findings of all controls, including those outside the profile
 */
export function acceptanceOf(findings: readonly EvaluatedFinding[], everything: readonly EvaluatedFinding[]): Acceptance {
  return {
    accepted: findings.flatMap((finding) => finding.waiver ? foundBy(finding).map((found) => ({ waiver: finding.waiver!, found })) : []),
    open: [...findings, ...everything].filter(({ waiver }) => !waiver).flatMap(foundBy),
  };
}

/** The finding and its counterparts, because a scanner may check the same value as a control of another profile. */
function foundBy(finding: EvaluatedFinding): readonly FoundRule[] {
  return [finding, ...finding.counterparts ?? []].map(({ control, allowKey }) => toFound(finding, control.id, allowKey));
}

function toFound({ path, value, object }: EvaluatedFinding, control: string, allowKey: string | undefined): FoundRule {
  const isSet = value !== undefined && value !== null;
  return {
    control,
    value: allowKey ?? (typeof value === 'boolean' ? String(value) : ''),
    path: path.join('.'),
    object: `${String(object?.kind)} ${String(asObject(object?.metadata).name)}`,
    isSet,
  };
}

/**
 * The scanner ids of accepted findings.
 *
 * @param closed ids that also report findings without a waiver: exceptions for them would be wider than our waivers
 */
export function acceptedIds(standard: Standard, accepted: readonly Accepted[], closed: ReadonlySet<string>): AcceptedIds {
  const ids = new Map<string, Set<Waiver>>();
  for (const { waiver, found } of accepted) {
    for (const id of idsFor(standard, found).filter((each) => !closed.has(each))) {
      ids.set(id, (ids.get(id) ?? new Set()).add(waiver));
    }
  }
  return new Map([...ids].map(([id, waivers]) => [id, [...waivers]] as const).sort(([one], [other]) => one < other ? -1 : 1));
}

/** The ids of a scanner that report the findings. */
export function reportingIds(standard: Standard, found: readonly FoundRule[]): ReadonlySet<string> {
  return new Set(found.flatMap((each) => idsFor(standard, each)));
}

/** The reasons of waivers in one line, independent of their order. */
export function reasonOf(waivers: readonly Waiver[]): string {
  return [...new Set(waivers.map(({ reason }) => reason.replace(/[\s\p{C}]+/gu, ' ').trim()))].sort().join('; ');
}

/** The last day on which all waivers apply; undefined if none of them expires. */
export function firstExpiry(waivers: readonly Waiver[]): string | undefined {
  return waivers.flatMap(({ expires }) => expires ?? []).sort()[0];
}

/** The end of a day in UTC, as RFC 3339. */
export function acceptanceEnd(day: string): string {
  return `${day}T23:59:59Z`;
}
