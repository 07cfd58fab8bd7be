import { Acceptance, Accepted, acceptedIds, AcceptedIds, firstExpiry, reasonOf, reportingIds } from './acceptance';
import { firstOf } from '../../../formats/manifest/first-of';
import { groupBy } from '../../../formats/manifest/group-by';
import { refText } from '../../../formats/manifest/object-ref';
import { idsFor, standardIds, Standard } from '../../controls/known-as/standard';
import { waiverName } from '../coverage';
import { DOCKERFILE } from '../target';

/** An object or Dockerfile of the audit, with its accepted findings. */
export interface AcceptedSubject extends Acceptance {
  /** The path relative to the working directory, with `/`; undefined if the scanner could not find the file there. */
  readonly path?: string;
  readonly apiVersion: string;
  /** `Dockerfile` for a Dockerfile. */
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The exceptions of a scanner as a file. */
export interface FileDialect {
  readonly standard: Standard;
  readonly file: string;
  /** The content of the file. Equal subjects give equal text. */
  readonly render: (subjects: readonly AcceptedSubject[]) => RenderedDialect;
}

export interface RenderedDialect {
  readonly text: string;
  readonly left: readonly Left[];
}

/** An accepted finding that the file cannot express. A value that the scanner does not report needs no exception. */
export interface Left extends Accepted {
  readonly subject: AcceptedSubject;
  /** The reason, as the end of a sentence. */
  readonly because: string;
}

const MAX_TARGETS = 3;

/**
 * The lines about waivers that a scanner does not get. Objects with the same waivers share a line, since a chart can have thousands of
 * them.
 */
export function leftTexts({ file }: FileDialect, left: readonly Left[]): readonly string[] {
  const byTarget = grouped(left, ({ waiver, subject, because }) => [waiverName(waiver), targetOf(subject), because]);
  const lines = byTarget.map((group) => {
    const [{ waiver, subject, because }] = group;
    const controls = [...new Set(group.map(({ found }) => found.control))].sort().join(', ');
    return { name: waiverName(waiver), target: targetOf(subject), controls, because };
  });
  return grouped(lines, ({ name, controls, because }) => [name, controls, because]).map((group) => {
    const [{ name, controls, because }] = group;
    const targets = firstOf(group.map(({ target }) => target), MAX_TARGETS);
    return `${file} does not have the ${name} for ${targets}, for ${controls}: ${because}`;
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => readonly string[]): readonly (readonly T[])[] {
  return [...groupBy(items, (item) => JSON.stringify(keyOf(item))).values()];
}

function targetOf(subject: AcceptedSubject): string {
  return subject.kind === DOCKERFILE ? subject.name : refText(subject);
}

/**
 * The scanner ids of the accepted findings on a subject, and the findings without an id.
 *
 * @param isClosed whether an exception for the id would also cover findings without a waiver
 */
export function exceptionsFor(standard: Standard, { accepted }: AcceptedSubject, isClosed: (id: string) => boolean): {
  readonly ids: AcceptedIds;
  readonly left: readonly Omit<Left, 'subject'>[];
} {
  const closed = new Set([...reportingIds(standard, accepted.map(({ found }) => found))].filter(isClosed));
  const left = accepted.flatMap((each) => {
    const kept = idsFor(standard, each.found).filter((id) => closed.has(id));
    if (standardIds(standard, each.found.control).length === 0) {
      return [{ ...each, because: `${standard.name} has no check for it that is known here` }];
    }
    return kept.length > 0 ? [{
      ...each, because: `an exception from ${kept.join(', ')} would also cover findings that no waiver accepts`,
    }] : [];
  });
  return { ids: acceptedIds(standard, accepted, closed), left };
}

/**
 * The ids that report findings without a waiver on an object that an exception for a subject would match by kind, namespace and name.
 * Objects of charts without a namespace match every namespace.
 */
export function openByName(standard: Standard, subjects: readonly AcceptedSubject[]): (subject: AcceptedSubject) => ReadonlySet<string> {
  const named = groupBy(subjects, ({ kind, name }) => JSON.stringify([kind, name]));
  const placed = groupBy(subjects, ({ kind, name, namespace }) => JSON.stringify([kind, name, namespace]));
  return ({ kind, name, namespace }) => {
    const matching = namespace === undefined ? named.get(JSON.stringify([kind, name]))!
      : [namespace, undefined].flatMap((each) => placed.get(JSON.stringify([kind, name, each])) ?? []);
    return reportingIds(standard, matching.flatMap(({ open }) => open));
  };
}

/** Ids with the same reasons and the same expiry date. */
export interface AcceptedGroup {
  readonly ids: readonly string[];
  readonly reason: string;
  /** The last day on which all waivers apply. */
  readonly expires?: string;
}

export function acceptedGroups(accepted: AcceptedIds): readonly AcceptedGroup[] {
  const groups = new Map<string, AcceptedGroup>();
  for (const [id, waivers] of accepted) {
    const group = { reason: reasonOf(waivers), expires: firstExpiry(waivers) };
    const key = JSON.stringify(group);
    groups.set(key, { ...group, ids: [...groups.get(key)?.ids ?? [], id] });
  }
  return [...groups.values()];
}
