import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { Tokens } from './source';

/** A line that is more indented than others, or more than one blank line. */
const UNEVEN = /(?:^|\n)[ \t]|\n\n/;

/**
 * Whether a document has a folded text (`>`) that kustomize can change: it writes one line break too many beside lines that are more
 * indented, and at the end of a text that keeps its blank lines (https://github.com/yaml/go-yaml, `yaml_emitter_write_folded_scalar`).
 */
export function hasUnevenFold({ text, events }: Tokens): boolean {
  return events.some((event) =>
    event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.FOLDED_BLOCK && UNEVEN.test(getScalarValue(text, event)));
}
