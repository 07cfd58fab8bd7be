/** The first of some texts, and the number of further texts: `a, b and 3 more`. */
export function firstOf(texts: readonly string[], most: number, separator = ', '): string {
  return withMore(texts.slice(0, most), texts.length - most, separator);
}

/** Some texts, and the number of texts that are not shown. */
export function withMore(texts: readonly string[], more: number, separator = ', '): string {
  return `${texts.join(separator)}${more > 0 ? ` and ${more} more` : ''}`;
}

const MOST_CHOICES = 10;

/** The suggestion of an error for an unknown name: `"a"`, or `one of "a", "b"`. */
export function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length === 1 ? quoted[0] : `one of ${firstOf(quoted, MOST_CHOICES)}`;
}
