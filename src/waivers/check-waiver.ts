import { closest } from 'fastest-levenshtein';
import { parseDay } from './expiry';
import { CATALOGUE } from '../controls/catalogue';
import { isObject, JsonObject } from '../manifest/json';
import { CONTAINER_LISTS } from '../manifest/pod';
import { Waiver } from '../settings/waiver';

/** The fields of a waiver, in the order in which they are written down. */
export const WAIVER_FIELDS = [
  'control', 'reason', 'allow', 'containers', 'initContainers', 'ephemeralContainers', 'template', 'expires', 'owner', 'ticket',
] as const;

const MIN_REASON_WORDS = 3;

/**
 * The value as a waiver. Refuses one that cannot be meant: a misspelt field, an unknown control, no real reason, no date, an empty list.
 *
 * @param fields those that may stand there
 * @throws naming what is wrong and what to write
 */
export function toWaiver(value: unknown, fields: readonly string[] = WAIVER_FIELDS): Waiver {
  if (!isObject(value)) {
    throw new Error('a waiver must be an object with at least `control` and `reason`');
  }
  checkKeys(value, fields, 'a waiver');
  const waiver = value as unknown as Waiver;
  checkControlId(waiver.control);
  const refuse = (problem: string) => {
    throw new Error(`waiver of "${waiver.control}": ${problem}`);
  };
  if (typeof waiver.reason !== 'string' || wordsIn(waiver.reason) < MIN_REASON_WORDS) {
    refuse(`the reason ${JSON.stringify(waiver.reason)} says too little: give at least ${MIN_REASON_WORDS} words on why the risk is taken`);
  }
  if (waiver.expires !== undefined && parseDay(waiver.expires) === undefined) {
    refuse(`expires ${JSON.stringify(waiver.expires)} is no date: write YYYY-MM-DD`);
  }
  if (waiver.template !== undefined && (typeof waiver.template !== 'string' || waiver.template === '')) {
    refuse('template must be the path of a pod template, such as spec.templates[build], or be left out');
  }
  for (const field of ['allow', ...CONTAINER_LISTS] as const) {
    const list = waiver[field];
    // An empty text is a value that a field can have, and no container's name.
    const isText = (item: unknown) => typeof item === 'string' && (item !== '' || field === 'allow');
    if (list !== undefined && (!Array.isArray(list) || list.length === 0 || !list.every(isText))) {
      refuse(`${field} must be a list of names, or be left out`);
    }
    const numbered = field === 'allow' ? undefined : list?.find((name) => name.startsWith('#'));
    if (numbered !== undefined) {
      refuse(`${field} has "${numbered}", which is a position and not a name: give the container a name`);
    }
  }
  return waiver;
}

/** Punctuation, invisible characters and the like are no words. */
function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}

/**
 * Refuses fields that nobody reads: a misspelt `expires` would be a waiver for ever.
 *
 * @throws naming the first unknown one, and those that there are
 */
export function checkKeys(object: JsonObject, known: readonly string[], what: string): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new Error(`${what} has no field "${unknown}": there are ${known.join(', ')}`);
  }
}

/** @throws where no control has this id, with the nearest one that there is */
export function checkControlId(id: string): void {
  const known = CATALOGUE.map((control) => control.id);
  if (!known.includes(id)) {
    throw new Error(`there is no control "${id}": did you mean "${known.find((other) => other.startsWith(id)) ?? closest(String(id), known)}"?`);
  }
}
