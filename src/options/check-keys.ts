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

/** @throws if an option has a name that does not exist */
export function checkKeys(place: string, options: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(options)) {
    if (value !== undefined && !known.includes(key)) {
      const meant = nearest(key, known);
      throw new Error(`${place}has no option "${key}": ${meant ? `did you mean "${meant}"?` : `use one of ${known.join(', ')}`}`);
    }
  }
}

/**
 * Finds misspelled options of ours among those of a cdk8s-plus parent, whose names are not known.
 *
 * @throws if a name is close to one of ours and not the same
 */
export function checkSpelling(props: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(props)) {
    const meant = value === undefined || known.includes(key) ? undefined : nearest(key, known);
    if (meant) {
      throw new Error(`there is no option "${key}": did you mean "${meant}"?`);
    }
  }
}
