import { distance } from 'fastest-levenshtein';

/** The nearest of the known names; undefined if none is close enough to be meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, edits: distance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= candidate.length / 4)
    .sort((one, other) => one.edits - other.edits);
  return best?.candidate;
}

/** The end of an error about an unknown name: the nearest of the known ones, or else what is said. */
export function didYouMean(name: string, known: readonly string[], otherwise: string, quote = '"'): string {
  const meant = nearest(name, known);
  return meant === undefined ? otherwise : `did you mean ${quote}${meant}${quote}?`;
}
