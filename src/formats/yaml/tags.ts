import { isUtf8 } from 'buffer';
import { Resolved, resolvePlain } from './plain';

/**
 * The value of a scalar with a tag, in quotes or not; undefined if it does not match the tag. Like Go, this reads a scalar with an unknown
 * tag as text.
 */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  const rule = TAGS.get(standardTag(tag) ?? '');
  return rule ? rule(text) : text;
}

/** The name of a standard YAML tag: `int` for `!!int` or `!<tag:yaml.org,2002:int>`. */
export function standardTag(tag: string): string | undefined {
  const [, short, long] = /^!(?:!(.+)|<tag:yaml\.org,2002:(.+)>)$/.exec(tag) ?? [];
  return short === undefined ? long : decodeURIComponent(short);
}

const TAGS = new Map<string, (text: string) => Resolved | undefined>([
  ['str', text => text],
  ['null', text => resolvePlain(text) === null ? null : undefined],
  ['bool', text => only('boolean', resolvePlain(text))],
  ['int', text => only('bigint', resolvePlain(text))],
  ['float', text => asFloat(resolvePlain(text))],
  ['timestamp', text => TIMESTAMP.test(text) ? text : undefined],
  ['binary', text => decodeBase64(text.replace(/[\r\n]/g, ''))],
]);

const TIMESTAMP = /^\d{4}-\d\d?-\d\d?(?:[Tt]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d\d?:\d\d?:\d\d?(?:\.\d+)?)?$/;

function only(type: 'boolean' | 'bigint', value: Resolved): Resolved | undefined {
  return typeof value === type ? value : undefined;
}

function asFloat(value: Resolved): number | undefined {
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined;
}

/**
 * The text of Base64 in full groups of four. Undefined for bytes that are not text: JSON cannot contain them, so kubectl silently replaces
 * them.
 */
function decodeBase64(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) && isUtf8(bytes) ? bytes.toString() : undefined;
}
