/** A number as Go reads it in YAML: a bigint for an integer, a number for others, undefined for a text that is not a number. */
export function parseNumber(text: string): bigint | number | undefined {
  const digits = text.replaceAll('_', '');
  const integer = parseInteger(digits);
  if (integer !== undefined) {
    return integer;
  }
  const isFloat = text.startsWith('.') ? FRACTION.test(text) : FLOAT.test(digits);
  const number = isFloat ? Number(digits) : Infinity;
  return Number.isFinite(number) ? number : undefined;
}

const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
/** After a dot, underscores must be between digits. */
const FRACTION = /^\.\d+(_\d+)*([eE][-+]?\d+(_\d+)*)?$/;

/** The prefix determines the base. A leading zero alone also means octal. */
const INTEGERS: readonly [RegExp, string][] = [
  [/^[-+]?([1-9]\d*|0)$/, ''],
  [/^[-+]?0x([0-9a-f]+)$/i, '0x'],
  [/^[-+]?0o?([0-7]+)$/i, '0o'],
  [/^[-+]?0b([01]+)$/i, '0b'],
];

/** An integer that fits into 64 bits; undefined for others. Only a number without a sign can use all 64 bits. */
function parseInteger(digits: string): bigint | undefined {
  for (const [pattern, prefix] of INTEGERS) {
    const match = pattern.exec(digits);
    if (match) {
      const value = BigInt(prefix + match[1]) * (digits[0] === '-' ? -1n : 1n);
      return BigInt.asIntN(64, value) === value || (digits[0] !== '+' && BigInt.asUintN(64, value) === value) ? value : undefined;
    }
  }
  return undefined;
}

/** An integer as a key. Undefined for a number that Go stores as unsigned, because kubectl has no key for it. */
export function integerKey(value: bigint): string | undefined {
  return BigInt.asIntN(64, value) === value ? String(value) : undefined;
}

/** A number with a fraction as a key: the shortest text for its 32-bit value, as in Go's format `g`. `1.10` is the key `1.1`. */
export function floatKey(value: number): string {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) {
    if (Number.isNaN(single)) {
      return '.nan';
    }
    return single > 0 ? '.inf' : '-.inf';
  }
  let digits = 1;
  while (Math.fround(Number(single.toPrecision(digits))) !== single) {
    digits++;
  }
  const [mantissa, sign, exponent] = single.toExponential(digits - 1).split(/e([-+])/);
  const isLong = sign === '-' ? Number(exponent) > 4 : Number(exponent) > 5;
  return isLong ? `${mantissa}e${sign}${exponent.padStart(2, '0')}` : String(Number(single.toPrecision(digits)));
}
