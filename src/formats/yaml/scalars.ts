import { getScalarValue, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { floatKey, integerKey } from './numbers';
import { Resolved, resolvePlain, isSurelyText } from './plain';
import { failAt, offsetOf, Tokens } from './source';
import { resolveTagged, standardTag } from './tags';

/** The value of a scalar in JSON. */
export function scalarValue(tokens: Tokens, event: ScalarEvent): unknown {
  const text = textOf(tokens, event);
  if (event.tagStart < 0) {
    if (event.style !== SCALAR_STYLE.PLAIN || isSurelyText(text)) {
      return text;
    }
    if (SMALL_INTEGER.test(text)) {
      return Number(text);
    }
  }
  const value = resolve(tokens, event, text);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    failAt(tokens, event.valueStart, `\`${text}\` is a number that JSON does not have`);
  }
  if (typeof value === 'bigint') {
    return Number(value);
  }
  return value === 0 ? 0 : value; // JSON has no negative zero.
}

const SMALL_INTEGER = /^(?:0|[1-9]\d{0,14})$/;

/** A scalar as the key of an object, which is text in JSON: `y` is the key `true`, `017` the key `15`. */
export function scalarKey(tokens: Tokens, event: ScalarEvent): string {
  const text = textOf(tokens, event);
  if (event.tagStart < 0 && isSurelyText(text)) {
    return text;
  }
  return keyOf(resolve(tokens, event, text)) ?? failAt(tokens, offsetOf(event) ?? 0, `\`${text}\` cannot be a key`);
}

function keyOf(value: Resolved): string | undefined {
  switch (typeof value) {
    case 'bigint': return integerKey(value);
    case 'number': return floatKey(value);
    default: return value?.toString();
  }
}

/**
 * Whether two scalars are the same key to kubectl. Equal JSON text is not enough: kubectl keeps both `1` and `"1"`, and then takes the
 * value of either.
 */
export function isSameKey(tokens: Tokens, one: ScalarEvent, other: ScalarEvent): boolean {
  return resolve(tokens, one, textOf(tokens, one)) === resolve(tokens, other, textOf(tokens, other));
}

/** Whether a scalar is the merge key `<<`. */
export function isMergeKey(tokens: Tokens, event: ScalarEvent): boolean {
  if (event.valueEnd - event.valueStart !== MERGE.length || tokens.text.slice(event.valueStart, event.valueEnd) !== MERGE) {
    return false;
  }
  const tag = event.tagStart < 0 ? undefined : tokens.text.slice(event.tagStart, event.tagEnd);
  return tag ? tag === '!' || standardTag(tag) === 'merge' : event.style === SCALAR_STYLE.PLAIN;
}

const MERGE = '<<';

/** The text of a scalar, without its quotes, escapes and line folding. */
function textOf({ text }: Tokens, event: ScalarEvent): string {
  if (event.fast) {
    return text.slice(event.valueStart, event.valueEnd);
  }
  const value = getScalarValue(text, event);
  return event.style === SCALAR_STYLE.DOUBLE_QUOTED ? value.replace(LONE_SURROGATES, '\uFFFD') : value;
}

/** Only JavaScript can store half of a surrogate pair. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

function resolve(tokens: Tokens, event: ScalarEvent, text: string): Resolved {
  if (event.tagStart < 0) {
    return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
  }
  const tag = tokens.text.slice(event.tagStart, event.tagEnd);
  const value = resolveTagged(tag, text);
  return value === undefined ? failAt(tokens, event.tagStart, `\`${text}\` is not of the type that its tag ${tag} names`) : value;
}
