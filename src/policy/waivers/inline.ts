import { WAIVERS_ANNOTATION } from './annotation';
import { toWaiver } from './check-waiver';
import { asObject, isAbsent, JsonObject, Path, textOf } from '../../formats/manifest/json';
import { Waiver } from '../settings/waiver';

/** The waivers that an object carries itself, and why they cannot be read. If there is a reason, there are no waivers. */
export interface InlineWaivers {
  readonly waivers: readonly Waiver[];
  readonly problems: readonly string[];
}

/** Where an object carries its waivers. */
export const INLINE_PATH: Path = ['metadata', 'annotations', WAIVERS_ANNOTATION];

const NONE: InlineWaivers = { waivers: [], problems: [] };

/** What an API server accepts of all annotations of an object, in bytes. */
const MAX_BYTES = 256 * 1024;

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
    const problems = entries.flatMap(problemOf);
    return { waivers: problems.length > 0 ? [] : entries as Waiver[], problems };
  } catch (error) {
    return { waivers: [], problems: [`the annotation ${WAIVERS_ANNOTATION} cannot be read: ${(error as Error).message}`] };
  }
}

/** @throws if an API server would refuse it, so that nobody needs it */
function checkSize(text: string): string {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new Error(`it is larger than ${MAX_BYTES / 1024} KiB, which is the limit of an API server for the annotations of an object: remove waivers, or list them in a waiver file`);
  }
  return text;
}

function problemOf(entry: unknown, index: number): readonly string[] {
  try {
    toWaiver(entry);
    return [];
  } catch (error) {
    return [`entry ${index + 1} of the annotation ${WAIVERS_ANNOTATION} is invalid, so none of its entries count: ${(error as Error).message}`];
  }
}
