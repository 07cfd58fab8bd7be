import { WAIVERS_ANNOTATION } from './annotation';
import { toWaiver } from './check-waiver';
import { asObject, isAbsent, JsonObject, textOf } from '../manifest/json';
import { Waiver } from '../settings/waiver';

/** The waivers that an object carries itself, and why they cannot be read. */
export interface InlineWaivers {
  readonly waivers: readonly Waiver[];
  readonly problem?: string;
}

const NONE: InlineWaivers = { waivers: [] };

/** Reads the waivers that are in an object's annotation. */
export function inlineWaivers(object: JsonObject): InlineWaivers {
  const text = asObject(asObject(object.metadata).annotations)[WAIVERS_ANNOTATION];
  if (isAbsent(text)) {
    return NONE;
  }
  try {
    const waivers: unknown = JSON.parse(textOf(text));
    if (!Array.isArray(waivers)) {
      throw new Error('it is not a list of waivers');
    }
    return { waivers: waivers.map((waiver) => toWaiver(waiver)) };
  } catch (error) {
    return { waivers: [], problem: `the annotation ${WAIVERS_ANNOTATION} cannot be read: ${(error as Error).message}` };
  }
}
