import { checkControlId, checkDockerfileWaiver, checkWaiverKeys, toWaiver, WAIVER_FIELDS } from './check-waiver';
import { DOCKERFILE, parseTarget } from './target';
import { FieldError, inField } from '../../formats/manifest/input-error';
import { asObject, isObject, Path } from '../../formats/manifest/json';
import { SourceRange } from '../../formats/yaml/source-lines';
import { Waiver, WaiverTarget } from '../settings/waiver';

/** The position of a waiver in a file that lists waivers. */
export interface ListedPlace extends SourceRange {
  readonly file: string;
  readonly path: Path;
}

/** A waiver that names its object. */
export interface TargetedWaiver {
  /** Undefined if it is not from a file. */
  readonly place?: ListedPlace;
  /** Where it is listed, for messages. */
  readonly source?: string;
  readonly waiver: Waiver;
  readonly target: WaiverTarget;
}

/** Waivers that are kept and reviewed in their own file. docs/how-to/waivers.md describes the format. */
export interface WaiverFile {
  readonly waivers: readonly TargetedWaiver[];
  readonly neverWaive: readonly string[];
  readonly maxWaiverDays?: number;
}

const FILE_KEYS = ['waivers', 'neverWaive', 'maxWaiverDays'];
const WAIVER_KEYS = [...WAIVER_FIELDS, 'target'];

/**
 * Reads the waiver file's content.
 *
 * @throws with the wrong entry and its fix
 */
export function parseWaiverFile(content: unknown): WaiverFile {
  if (!isObject(content)) {
    throw new Error('a waiver file must be an object with the list `waivers`');
  }
  checkWaiverKeys(content, FILE_KEYS, 'the waiver file');
  const { waivers = [], neverWaive = [], maxWaiverDays } = content;
  if (!Array.isArray(waivers)) {
    throw new FieldError(['waivers'], '`waivers` must be a list');
  }
  if (!Array.isArray(neverWaive)) {
    throw new FieldError(['neverWaive'], '`neverWaive` must be a list of control ids');
  }
  neverWaive.forEach((id, index) => inField(['neverWaive', index], () => checkControlId(id), `neverWaive[${index}]: `));
  if (maxWaiverDays !== undefined && !(Number.isInteger(maxWaiverDays) && Number(maxWaiverDays) > 0)) {
    throw new FieldError(['maxWaiverDays'], '`maxWaiverDays` must be a whole number of days');
  }
  return {
    waivers: waivers.map((entry, index) => inField(['waivers', index], () => parseWaiver(entry, index))),
    neverWaive,
    maxWaiverDays: maxWaiverDays as number | undefined,
  };
}

/**
 * Reads a waiver that names its object.
 *
 * @param index its place in the list of waivers
 * @throws with the wrong entry and its fix
 */
export function parseWaiver(entry: unknown, index: number): TargetedWaiver {
  return inField([], () => parseEntry(entry), `waivers[${index}]: `);
}

/** The waivers of a file with their places. */
export function placedWaivers(
  waivers: readonly TargetedWaiver[], file: string, rangeOf: (path: Path) => SourceRange,
): readonly TargetedWaiver[] {
  return waivers.map((waiver, index) => {
    const path = ['waivers', index];
    return { ...waiver, place: { file, path, ...rangeOf(path) } };
  });
}

function parseEntry(entry: unknown): TargetedWaiver {
  const { target, ...fields } = asObject(entry);
  if ([fields.control, fields.controls, fields.profile].every((subject) => subject === undefined)) {
    throw new Error('a waiver must be an object with at least `control`, `reason` and `target`, '
      + 'or with `controls` or `profile` instead of `control`');
  }
  const waiver = toWaiver(fields, WAIVER_KEYS);
  const parsed = inField(['target'], () => parseTarget(target));
  if (parsed.kind === DOCKERFILE) {
    checkDockerfileWaiver(waiver);
  }
  return { waiver, target: parsed };
}
