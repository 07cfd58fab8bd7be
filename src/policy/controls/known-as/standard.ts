/** A standard or a scanner, with its ids for our controls. */
export interface Standard {
  readonly name: string;
  /** The release from which the ids were taken, or the month in which its sources were read. */
  readonly version: string;
  /** Its ids by control id. */
  readonly ids: { readonly [control: string]: readonly KnownId[] };
}

/** An id of a check that reports all violations of the control, or some of them. */
export type KnownId = string | PartialId;

/** An id of a check that reports only violations that match all of these expressions. They run in linear time. */
export interface PartialId {
  readonly id: string;
  /** The value, as in `allow` of a waiver; also `true` or `false`, which waivers cannot list; empty for a missing field. */
  readonly values?: RegExp;
  /** The field, as its path from the root of the object: `spec.containers.0.image`. */
  readonly path?: RegExp;
  /** The kind and the name of the object: `Role reader`. A check on bindings never reports a role. */
  readonly object?: RegExp;
  /** Whether the field must be set. Some scanners do not know the default of the API server. */
  readonly isSet?: true;
}

/** The parts of a violation that decide whether a scanner reports it. */
export interface FoundRule {
  readonly control: string;
  readonly value: string;
  readonly path: string;
  readonly object: string;
  readonly isSet: boolean;
}

export function idText(id: KnownId): string {
  return typeof id === 'string' ? id : id.id;
}

/** The ids of a standard for a control, without repeats. */
export function standardIds({ ids }: Standard, control: string): readonly string[] {
  return [...new Set((ids[control] ?? []).map(idText))];
}

/** The ids of the checks that report a violation. */
export function idsFor({ ids }: Standard, found: FoundRule): readonly string[] {
  return (ids[found.control] ?? []).flatMap((each) => {
    if (typeof each === 'string') {
      return each;
    }
    return isReported(each, found) ? each.id : [];
  });
}

function isReported({ values, path, object, isSet }: PartialId, found: FoundRule): boolean {
  return (values?.test(found.value) ?? true) && (path?.test(found.path) ?? true) && (object?.test(found.object) ?? true)
    && (isSet === undefined || found.isSet);
}
