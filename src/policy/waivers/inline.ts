import { WAIVERS_ANNOTATION } from './annotation';
import { toWaiver } from './check-waiver';
import { asObject, isAbsent, JsonObject, Path, textOf } from '../../formats/manifest/json';
import { Waiver } from '../settings/waiver';

/** The waivers in the annotation of an object. If it cannot be read, `waivers` is empty, and the reasons are given. */
export interface InlineWaivers {
  readonly waivers: readonly Waiver[];
  readonly problems: readonly string[];
}

/** The path of the annotation. */
export const INLINE_PATH: Path = ['metadata', 'annotations', WAIVERS_ANNOTATION];

const NONE: InlineWaivers = { waivers: [], problems: [] };

/** The limit of the API server for all annotations of an object, in bytes. */
const MAX_BYTES = 256 * 1024;

/** Maximum number of invalid entries to report. A single one makes all entries invalid. */
const MAX_PROBLEMS = 10;

/** Reads the waivers that are in an object's annotation. */
export function inlineWaivers(object: JsonObject): InlineWaivers {
  const text = asObject(asObject(object.metadata).annotations)[WAIVERS_ANNOTATION];
  if (isAbsent(text)) {
    return NONE;
  }
  try {
    const entries: unknown = JSON.parse(checkSize(textOf(text)));
    if (!Array.isArray(entries)) {
      throw new Error('it is not a list of waivers');
    }
    const problems = problemsIn(entries);
    return { waivers: problems.length > 0 ? [] : entries as Waiver[], problems };
  } catch (error) {
    return { waivers: [], problems: [`the annotation ${WAIVERS_ANNOTATION} cannot be read: ${(error as Error).message}`] };
  }
}

/** @throws if the API server would refuse the annotation because of its size */
function checkSize(text: string): string {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new Error(`it is larger than ${MAX_BYTES / 1024} KiB, which is the limit of an API server for the `
      + 'annotations of an object: remove waivers, or list them in a waiver file');
  }
  return text;
}

function problemsIn(entries: readonly unknown[]): readonly string[] {
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    if (problems.length === MAX_PROBLEMS) {
      return [...problems, `the annotation ${WAIVERS_ANNOTATION} was not checked after entry ${index}: correct the entries before first`];
    }
    problems.push(...problemOf(entry, index));
  }
  return problems;
}

function problemOf(entry: unknown, index: number): readonly string[] {
  try {
    toWaiver(entry);
    return [];
  } catch (error) {
    return [`entry ${index + 1} of the annotation ${WAIVERS_ANNOTATION} is invalid, so `
      + `none of its entries count: ${(error as Error).message}`];
  }
}
