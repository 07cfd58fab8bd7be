import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { Tokens } from './source';

/** A line with more indentation than others, or several blank lines. */
const UNEVEN = /(?:^|\n)[ \t]|\n\n/;

/**
 * Whether kustomize can change a folded text (`>`) of a document: it writes an additional line break beside lines with more indentation,
 * and at the end of a text that keeps its blank lines (https://github.com/yaml/go-yaml, `yaml_emitter_write_folded_scalar`).
 */
export function hasUnevenFold({ text, events }: Tokens): boolean {
  return events.some((event) =>
    event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.FOLDED_BLOCK && UNEVEN.test(getScalarValue(text, event)));
}
