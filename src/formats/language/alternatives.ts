/**
 * One regular expression from several, which are tried in their order. Write each on its own line, with a text that it matches in a comment
 * behind or above it. test/formats/language/alternatives.test.ts checks these comments. The flags of the patterns are
 * ignored. A long pattern can be a `sequence`.
 */
export function alternatives(patterns: readonly RegExp[], flags?: string): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), flags);
}
