import { Standard } from '../../controls/known-as/standard';
import { EvaluatedFinding } from '../../engine/finding';
import { Waiver } from '../../settings/waiver';

/** A waiver, and a control of which it covers a finding. */
export interface Accepted {
  readonly waiver: Waiver;
  readonly control: string;
}

/** What waivers accept of one object or Dockerfile. */
export interface Acceptance {
  readonly accepted: readonly Accepted[];
  /** Ids of controls with a finding that no waiver covers. */
  readonly open: ReadonlySet<string>;
}

/** The ids under which a scanner knows what is accepted, sorted, each with the waivers that accept it. */
export type AcceptedIds = ReadonlyMap<string, readonly Waiver[]>;

export function acceptanceOf(findings: readonly EvaluatedFinding[]): Acceptance {
  const accepted = new Map<Waiver, Set<string>>();
  const open = new Set<string>();
  for (const { control, counterparts = [], waiver } of findings) {
    // A scanner may check for the same value as another profile does.
    for (const { id } of [control, ...counterparts.map((each) => each.control)]) {
      if (waiver) {
        accepted.set(waiver, (accepted.get(waiver) ?? new Set()).add(id));
      } else {
        open.add(id);
      }
    }
  }
  return { accepted: [...accepted].flatMap(([waiver, controls]) => [...controls].map((control) => ({ waiver, control }))), open };
}

/**
 * The ids of a scanner for what is accepted.
 *
 * @param closed ids to leave out, since their exceptions are wider than ours: those of controls that also have a finding without a waiver
 */
export function acceptedIds(standard: Standard, accepted: readonly Accepted[], closed: ReadonlySet<string>): AcceptedIds {
  const ids = new Map<string, Waiver[]>();
  for (const { waiver, control } of accepted) {
    for (const id of (standard.ids[control] ?? []).filter((each) => !closed.has(each))) {
      const known = ids.get(id) ?? [];
      ids.set(id, known.includes(waiver) ? known : [...known, waiver]);
    }
  }
  return new Map([...ids].sort(([one], [other]) => one < other ? -1 : 1));
}

/** The ids under which a scanner knows some controls. */
export function idsOf({ ids }: Standard, controls: Iterable<string>): ReadonlySet<string> {
  return new Set([...controls].flatMap((control) => ids[control] ?? []));
}

/** The reasons of waivers in one line, which does not depend on their order. */
export function reasonOf(waivers: readonly Waiver[]): string {
  return [...new Set(waivers.map(({ reason }) => reason.replace(/[\s\p{C}]+/gu, ' ').trim()))].sort().join('; ');
}

/** The last day on which all of the waivers count; undefined if none of them expires. */
export function firstExpiry(waivers: readonly Waiver[]): string | undefined {
  return waivers.flatMap(({ expires }) => expires ?? []).sort()[0];
}

/** The end of a day in UTC, as RFC 3339. */
export function endOf(day: string): string {
  return `${day}T23:59:59Z`;
}
