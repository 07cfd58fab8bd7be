import { CelLibrary, overload, traversal, visitCost } from './define';
import { CelError, CelMap, Extension, isEqual, numberOf, Optional, TypeName, typeNameOf, Uint, celWeight } from '../values';

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

export function int(value: bigint): bigint {
  if (value < MIN_INT || value > MAX_INT) {
    throw new CelError('integer overflow');
  }
  return value;
}

export function uint(value: bigint): Uint {
  if (value < 0n || value > MAX_UINT) {
    throw new CelError('unsigned integer overflow');
  }
  return new Uint(value);
}

/** For both integer types: the quotient is rounded towards zero. */
const arithmetic = (run: (one: bigint, other: bigint) => bigint) => [
  overload('int int', (one: bigint, other: bigint) => int(run(one, other))),
  overload('uint uint', (one: Uint, other: Uint) => uint(run(one.value, other.value))),
];

function divisor(value: bigint, problem: string): bigint {
  if (value === 0n) {
    throw new CelError(problem);
  }
  return value;
}

/** Texts compare by their code points, not by UTF-16. */
export function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** @throws CelError for NaN */
export function compareNumbers(one: bigint | number, other: bigint | number): number {
  if (Number.isNaN(one) || Number.isNaN(other)) {
    throw new CelError('NaN values cannot be ordered');
  }
  // As cel-go: an int is compared with a double as a double.
  const [a, b] = typeof one === typeof other ? [one, other] : [Number(one), Number(other)];
  return a < b ? -1 : Number(a > b);
}

function comparison(holds: (order: number) => boolean) {
  const numeric = (one: unknown, other: unknown) => holds(compareNumbers(numberOf(one)!, numberOf(other)!));
  const types = ['int', 'uint', 'double'];
  const numbers = types.flatMap((one) => types.map((other) => overload(`${one} ${other}`, numeric)));
  const shorter = (one: { length: number }, other: { length: number }) => Math.ceil(Math.min(one.length, other.length) * 0.1);
  return [
    ...numbers,
    overload('string string', (one: string, other: string) => holds(compareTexts(one, other)), shorter),
    overload('bool bool', (one: boolean, other: boolean) => holds(Number(one) - Number(other))),
    overload('bytes bytes', (one: Uint8Array, other: Uint8Array) => holds(Buffer.compare(one, other)), shorter),
  ];
}

/** The cost of comparing two values, by the size of the smaller one. */
function equalityCost(one: unknown, other: unknown): number {
  const [a, b] = [one, other].map((value) => value instanceof CelMap ? value.size : (value as { length?: number } | null)?.length ?? 1);
  return Math.max(1, Math.ceil(Math.max(Math.min(a, b), Math.min(celWeight(one), celWeight(other))) * 0.1));
}

/** @throws CelError for a value of a library of Kubernetes beside one of another type */
function strictlyEqual(one: unknown, other: unknown): boolean {
  const isOfKubernetes = one instanceof Extension && !one.type.startsWith('google.');
  if (isOfKubernetes && typeNameOf(other) !== one.type) {
    throw new CelError('no such overload');
  }
  return isEqual(one, other);
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

const perPart = (_: string, part: string) => traversal(part);

const isIn = [
  overload('any list', (item: unknown, list: readonly unknown[]) => list.some((each) => isEqual(each, item)),
    (_, list: readonly unknown[]) => list.length === 0 ? 0 : visitCost(list)),
  overload('any map', (key: unknown, map: CelMap) => map.has(key)),
];

const size = [
  overload('string', (text: string) => BigInt(codePoints(text))),
  overload('bytes', (bytes: Uint8Array) => BigInt(bytes.length)),
  overload('list', (list: readonly unknown[]) => BigInt(list.length)),
  overload('map', (map: CelMap) => BigInt(map.size)),
];

function toInt(value: number): bigint {
  // As cel-go: the limits themselves are out of range, because they are not exact.
  if (!(value > -(2 ** 63) && value < 2 ** 63)) {
    throw new CelError('integer overflow');
  }
  return BigInt(Math.trunc(value));
}

function parsed(text: string, pattern: RegExp, type: string): bigint {
  if (!pattern.test(text)) {
    throw new CelError(`type conversion error from 'string' to '${type}'`);
  }
  return BigInt(text.replace(/^\+/, ''));
}

function toDouble(text: string): number {
  if (!/^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i.test(text)) {
    throw new CelError('type conversion error from \'string\' to \'double\'');
  }
  return /n/i.test(text) ? Number(text.replace(/inf(?:inity)?/i, 'Infinity').replace(/nan/i, 'NaN')) : Number(text);
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);

function toBool(text: string): boolean {
  const value = BOOLEANS.get(text);
  if (value === undefined) {
    throw new CelError('type conversion error from \'string\' to \'bool\'');
  }
  return value;
}

/** A double as Go prints it with the format g: with an exponent from a million on. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '+Inf' : '-Inf';
  }
  if (value === 0) {
    return Object.is(value, -0) ? '-0' : '0';
  }
  const [digits, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) {
    return String(value);
  }
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** @throws CelError for bytes that are not UTF-8 */
export function bytesText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CelError('invalid UTF-8 in bytes, cannot convert to string');
  }
}

/** The functions and operators of every CEL. https://github.com/google/cel-spec/blob/master/doc/langdef.md#standard-definitions */
export const STANDARD: CelLibrary = {
  '!': [overload('bool', (value: boolean) => !value)],
  'neg': [overload('int', (value: bigint) => int(-value)), overload('double', (value: number) => -value)],
  '+': [
    ...arithmetic((one, other) => one + other),
    overload('double double', (one: number, other: number) => one + other),
    overload('string string', (one: string, other: string) => one + other, traversal),
    overload('bytes bytes', (one: Uint8Array, other: Uint8Array) => Buffer.concat([one, other]), traversal),
    // cel-go makes no copy. This one does, so that it costs what it needs.
    overload('list list', (one: readonly unknown[], other: readonly unknown[]) => [...one, ...other],
      (one: readonly unknown[], other: readonly unknown[]) => 1 + Math.floor((one.length + other.length) * 0.01)),
  ],
  '-': [...arithmetic((one, other) => one - other), overload('double double', (one: number, other: number) => one - other)],
  '*': [...arithmetic((one, other) => one * other), overload('double double', (one: number, other: number) => one * other)],
  '/': [
    ...arithmetic((one, other) => one / divisor(other, 'division by zero')),
    overload('double double', (one: number, other: number) => one / other),
  ],
  '%': arithmetic((one, other) => one % divisor(other, 'modulus by zero')),
  '==': [overload('any any', strictlyEqual, equalityCost)],
  '!=': [overload('any any', (one: unknown, other: unknown) => !strictlyEqual(one, other), equalityCost)],
  '<': comparison((order) => order < 0),
  '<=': comparison((order) => order <= 0),
  '>': comparison((order) => order > 0),
  '>=': comparison((order) => order >= 0),
  'in': isIn,
  size,
  '.size': size,
  'dyn': [overload('any', (value: unknown) => value)],
  'type': [overload('any', (value: unknown) => new TypeName(typeNameOf(value)))],
  'int': [
    overload('int', (value: bigint) => value),
    overload('uint', ({ value }: Uint) => int(value)),
    overload('double', toInt),
    overload('string', (text: string) => int(parsed(text, /^[+-]?\d+$/, 'int'))),
  ],
  'uint': [
    overload('uint', (value: Uint) => value),
    overload('int', uint),
    overload('double', (value: number) => uint(toUint(value))),
    overload('string', (text: string) => uint(parsed(text, /^\d+$/, 'uint'))),
  ],
  'double': [
    overload('double', (value: number) => value),
    overload('int', Number),
    overload('uint', ({ value }: Uint) => Number(value)),
    overload('string', toDouble),
  ],
  'bool': [overload('bool', (value: boolean) => value), overload('string', toBool)],
  'bytes': [
    overload('bytes', (value: Uint8Array) => value),
    overload('string', (text: string) => Buffer.from(text, 'utf8'), traversal),
  ],
  'string': [
    overload('string', (text: string) => text),
    overload('int', String),
    overload('uint', ({ value }: Uint) => String(value)),
    overload('double', doubleText),
    overload('bool', String),
    overload('bytes', bytesText, traversal),
  ],
  '.contains': [overload('string string', (text: string, part: string) => text.includes(part),
    (text: string, part: string) => traversal(text) * traversal(part))],
  '.startsWith': [overload('string string', (text: string, part: string) => text.startsWith(part), perPart)],
  '.endsWith': [overload('string string', (text: string, part: string) => text.endsWith(part), perPart)],
  'optional.of': [overload('any', (value: unknown) => new Optional(value))],
  'optional.none': [overload('', () => Optional.NONE)],
  'optional.ofNonZeroValue': [overload('any', (value: unknown) => isZero(value) ? Optional.NONE : new Optional(value))],
  '.hasValue': [overload('optional_type', (value: Optional) => value.hasValue)],
  '.value': [overload('optional_type', (value: Optional) => value.value)],
  'optional.unwrap': [overload('list', unwrapped)],
  '.unwrapOpt': [overload('list', unwrapped)],
};

function toUint(value: number): bigint {
  if (!(value >= 0 && value < 2 ** 64)) {
    throw new CelError('unsigned integer overflow');
  }
  return BigInt(Math.trunc(value));
}

function unwrapped(list: readonly unknown[]): readonly unknown[] {
  return list.flatMap((each) => each instanceof Optional && each.hasValue ? [each.value] : []);
}

function isZero(value: unknown): boolean {
  if (value instanceof Extension) {
    return value.isZero;
  }
  const number = numberOf(value);
  if (number !== undefined) {
    return Number(number) === 0;
  }
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
    || (value instanceof CelMap && value.size === 0) || (value instanceof Uint8Array && value.length === 0);
}
