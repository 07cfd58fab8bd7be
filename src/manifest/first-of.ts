/** The first of some texts, and how many there are beyond them: `a, b and 3 more`. */
export function firstOf(texts: readonly string[], most: number, separator = ', '): string {
  return withMore(texts.slice(0, most), texts.length - most, separator);
}

/** Some texts, and how many there are beside them. */
export function withMore(texts: readonly string[], more: number, separator = ', '): string {
  return `${texts.join(separator)}${more > 0 ? ` and ${more} more` : ''}`;
}
