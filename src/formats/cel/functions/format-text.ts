import { CelLibrary, overload, traversal } from './define';
import { bytesText, doubleText } from './standard';
import { UnsupportedError } from '../unsupported';
import { CelError, CelMap, Extension, numberOf, TypeName, typeNameOf, Uint, celWeight } from '../values';

/** The digits of a double that JavaScript prints exactly. */
const MOST_DIGITS = 100;
const DIGITS = 6;
const TIMES_TYPES = /^google\.protobuf\.(Duration|Timestamp)$/;

/** @throws CelError as the API server words it, and UnsupportedError for more digits than JavaScript prints */
function formatted(template: string, args: readonly unknown[]): string {
  let next = 0;
  return template.replace(/%(?:%|(\.\d*)?([\s\S])?)/gu, (whole, precision: string | undefined, verb: string | undefined) => {
    if (whole === '%%') {
      return '%';
    }
    if (next >= args.length) {
      throw new CelError(`index ${next} out of range`);
    }
    if (verb === undefined || precision === '.') {
      throw new CelError('could not parse formatting clause');
    }
    const digits = precision === undefined ? DIGITS : Number(precision.slice(1));
    if (digits > MOST_DIGITS) {
      throw new UnsupportedError(`string.format with more than ${MOST_DIGITS} digits`);
    }
    return verbText(verb, args[next++], digits);
  });
}

function verbText(verb: string, value: unknown, digits: number): string {
  const number = numberOf(value);
  const integer = typeof number === 'bigint' ? number : undefined;
  switch (verb) {
    case 's': return printed(value);
    case 'd': return integer === undefined ? wrongType('decimal clause can only be used on integers', value) : String(integer);
    case 'f': return localized(fixed(doubleOf(value, 'fixed-point'), digits));
    case 'e': return localized(scientific(doubleOf(value, 'scientific'))).padStart(digits);
    case 'b': {
      const bits = typeof value === 'boolean' ? BigInt(value) : integer;
      return bits?.toString(2) ?? wrongType('only integers and bools can be formatted as binary', value);
    }
    case 'o': return integer?.toString(8) ?? wrongType('octal clause can only be used on integers', value);
    case 'x': return hexadecimal(value, integer);
    case 'X': return hexadecimal(value, integer).toUpperCase();
    default: throw new CelError(`could not parse formatting clause: unrecognized formatting clause "${verb}"`);
  }
}

function wrongType(problem: string, value: unknown): never {
  throw new CelError(`error during formatting: ${problem}, was given ${typeNameOf(value)}`);
}

function hexadecimal(value: unknown, integer: bigint | undefined): string {
  if (typeof value === 'string' || value instanceof Uint8Array) {
    return Buffer.from(value as string).toString('hex');
  }
  return integer?.toString(16) ?? wrongType('only integers, byte buffers, and strings can be formatted as hex', value);
}

function doubleOf(value: unknown, clause: string): number {
  if (typeof value === 'number') {
    return value;
  }
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') {
    return Number(value);
  }
  return wrongType(`${clause} clause can only be used on doubles`, value);
}

/** Two texts of the same number, of which one has more digits. Exactly between two numbers, the even one counts, as in Go. */
function halfEven(rounded: string, exact: string): string {
  const cut = exact.slice(0, rounded.length).replace(/\.$/, '');
  const isTie = /^\.?50*$/.test(exact.slice(cut.length));
  return isTie && /[02468]$/.test(cut) ? cut : rounded;
}

function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const size = Math.abs(value);
  const text = size < 1e21 ? halfEven(size.toFixed(digits), size.toFixed(Math.min(MOST_DIGITS, digits + 30)))
    : `${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  const [whole, fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${value < 0 || Object.is(value, -0) ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The API server always prints six digits here, and takes the precision as a width. */
function scientific(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const [rounded, power] = Math.abs(value).toExponential(DIGITS).split('e');
  const [exact, exactPower] = Math.abs(value).toExponential(MOST_DIGITS).split('e');
  const digits = power === exactPower ? halfEven(rounded, exact) : rounded;
  const exponent = power.replace(/^[+-]/, '').padStart(2, '0').replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)]);
  return `${value < 0 || Object.is(value, -0) ? '-' : ''}${digits}×10${power.startsWith('-') ? '⁻' : ''}${exponent}`;
}

function localized(text: string): string {
  return text.replace('Infinity', '∞');
}

const STRING_CLAUSE = 'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, '
  + 'and timestamps';

function printed(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(literalText).join(', ')}]`;
  }
  if (value instanceof CelMap) {
    const entries = value.entries().map(([key, each]) => `${literalText(key)}:${literalText(each)}`);
    return `{${entries.sort().join(', ')}}`;
  }
  return plainText(value) ?? wrongType(STRING_CLAUSE, value);
}

/** Undefined for a type that has no text. */
function plainText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return doubleText(value);
    case 'bigint': case 'boolean': return String(value);
  }
  if (value instanceof Uint8Array) {
    return bytesText(value);
  }
  if (value instanceof Uint) {
    return String(value.value);
  }
  if (value instanceof TypeName) {
    return value.name;
  }
  if (value instanceof Extension && TIMES_TYPES.test(value.type)) {
    return String(value);
  }
  return value === null ? 'null' : undefined;
}

/** A value in a list or a map, as CEL would write it. */
function literalText(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? fixed(value, DIGITS).replace(/,/g, '') : quoted(doubleText(value));
  }
  const text = printed(value);
  if (value instanceof Extension) {
    return `${value.type.endsWith('Duration') ? 'duration' : 'timestamp'}(${quoted(text)})`;
  }
  if (value instanceof Uint8Array) {
    return `b${quoted(text)}`;
  }
  return typeof value === 'string' ? quoted(text) : text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"',
};

/** A text as Go quotes it: what cannot be printed is an escape. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (each) => ESCAPES[each] ?? codeEscape(each.codePointAt(0)!))}"`;
}

function codeEscape(code: number): string {
  const hex = code.toString(16);
  if (code < 0x80) {
    return `\\x${hex.padStart(2, '0')}`;
  }
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** As cel-go counts it, and what is printed. */
const cost = (template: string, args: readonly unknown[]) =>
  Math.max(traversal(template), Math.ceil((template.length + celWeight(args)) * 0.1));

/** https://pkg.go.dev/github.com/google/cel-go/ext#Strings */
export const FORMAT_TEXT: CelLibrary = { '.format': [overload('string list', formatted, cost)] };
