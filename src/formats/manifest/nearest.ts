import { distance } from 'fastest-levenshtein';
import { oneOf } from './first-of';
import { JsonObject } from './json';

/** The known name that is most similar; undefined if none is similar enough to be meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  let best: string | undefined;
  let fewest = Infinity;
  for (const candidate of known) {
    const most = candidate.length / 4;
    if (Math.abs(lower.length - candidate.length) > most) {
      continue; // Counting edits is slow, and their number is at least the difference of the lengths.
    }
    const edits = editsBetween(lower, candidate.toLowerCase());
    if (edits <= most && edits < fewest) {
      best = candidate;
      fewest = edits;
    }
  }
  return best;
}

/** Number of edits between two names. Two swapped neighbors count as one edit, unlike in the library. */
function editsBetween(name: string, other: string): number {
  const at = [...name].findIndex((character, index) => character !== other[index]);
  const swapped = name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2);
  return at >= 0 && swapped === other ? 1 : distance(name, other);
}

/** The first unknown key of an object, with the fix; undefined if all are known. */
export function unknownKey(
  object: JsonObject, known: readonly string[], otherwise: string, quote?: string,
): { readonly key: string; readonly hint: string } | undefined {
  const key = Object.keys(object).find((each) => object[each] !== undefined && !known.includes(each));
  return key === undefined ? undefined : { key, hint: didYouMean(key, known, otherwise, quote) };
}

/** A suggestion for an unknown name: the most similar known name, or else all of them. */
export function nearestOrAny(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `use ${oneOf(meant === undefined ? known : [meant])}`;
}

/** The end of an error about an unknown name: a question with the most similar known name, or else the given text. */
export function didYouMean(name: string, known: readonly string[], otherwise: string, quote = '"'): string {
  const meant = nearest(name, known);
  return meant === undefined ? otherwise : `did you mean ${quote}${meant}${quote}?`;
}
