/**
 * One regular expression from several that match one behind the other. Write each part on its own line, or give it a name. A part that has
 * alternatives has a group around them. The flags of the parts are ignored.
 */
export function sequence(parts: readonly RegExp[], flags?: string): RegExp {
  return new RegExp(parts.map(({ source }) => source).join(''), flags);
}
