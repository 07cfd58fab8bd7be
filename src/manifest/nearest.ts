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
