import { CelLibrary, overload, traversal } from './define';
import { CelError, Extension } from '../values';

/** Quantities are exact: they are whole numbers of billionths. */
const NANO = 10n ** 9n;

/** The digits of an int64 that are always exact. */
const DIGITS = 18;

class Quantity extends Extension {
  public readonly type = 'kubernetes.Quantity';

  /**
   * @param scale the power of ten by which the API server keeps it as an int64; undefined if it keeps a large decimal. Only those with a
   * scale of at least zero are integers there.
   */
  constructor(public readonly nanos: bigint, public readonly scale: number | undefined) {
    super();
  }

  public get key(): string {
    return String(this.nanos);
  }

  public get isInteger(): boolean {
    return this.scale !== undefined && this.scale >= 0 && isInt64(this.nanos / NANO);
  }

  /** The scale of a sum is the smaller one. A zero has none. */
  public plus(other: Quantity, sign: bigint): Quantity {
    const nanos = this.nanos + sign * other.nanos;
    if (this.scale === undefined || other.scale === undefined) {
      return new Quantity(nanos, undefined);
    }
    if (other.nanos === 0n || this.nanos === 0n) {
      return new Quantity(nanos, other.nanos === 0n ? this.scale : other.scale);
    }
    const scale = Math.min(this.scale, other.scale);
    const isExact = [this.nanos, other.nanos, nanos].every((each) => isInt64(unscaled(each, scale)));
    return new Quantity(nanos, isExact ? scale : undefined);
  }
}

function isInt64(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

/** A number of billionths as a number of powers of ten. */
function unscaled(nanos: bigint, scale: number): bigint {
  return nanos / 10n ** BigInt(9 + scale);
}

const DECIMAL: Readonly<Record<string, number>> = { 'n': -9, 'u': -6, 'm': -3, '': 0, 'k': 3, 'M': 6, 'G': 9, 'T': 12, 'P': 15, 'E': 18 };
const BINARY: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
/** A text without digits is zero, if it is not empty. */
const QUANTITY = /^(?=.)([+-]?)(\d*\.?\d*)(?:(Ki|Mi|Gi|Ti|Pi|Ei)|([eE][+-]?\d{1,3})|([numkMGTPE]?))$/;

/** Undefined for a text that is not a quantity. A part below a billionth is rounded up, as the API server does. */
function parsed(text: string): Quantity | undefined {
  const found = QUANTITY.exec(text);
  if (!found) {
    return undefined;
  }
  const [, sign, number, binary, exponent, suffix = ''] = found;
  const [whole, fraction = ''] = number.split('.');
  const power = exponent === undefined ? DECIMAL[suffix] : Number(exponent.slice(1));
  const exact = 9 + (binary === undefined ? power : 0) - fraction.length;
  const value = BigInt(`0${whole}${fraction}`) * (binary === undefined ? 1n : 2n ** BINARY[binary]);
  const divisor = exact < 0 ? 10n ** BigInt(-exact) : 1n;
  const nanos = exact < 0 ? (value + divisor - 1n) / divisor : value * 10n ** BigInt(exact);
  const scale = scaleOf(whole.replace(/^0+/, '').length || 1, fraction.length, power, binary);
  return new Quantity(sign === '-' ? -nanos : nanos, scale);
}

/** As the API server decides it: by the number of digits. https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go */
function scaleOf(digits: number, decimals: number, power: number, binary: string | undefined): number | undefined {
  if (binary !== undefined) {
    return decimals === 0 && DIGITS - 4 - digits - Math.trunc(Number(BINARY[binary]) * 3 / 10) >= 0 ? 0 : undefined;
  }
  const scale = power - decimals;
  return digits + decimals <= DIGITS && scale >= -9 ? scale : undefined;
}

function quantity(text: string): Quantity {
  const value = parsed(text);
  if (!value) {
    throw new CelError('quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'');
  }
  return value;
}

const QUANTITY_TYPE = 'kubernetes.Quantity';
const two = (run: (one: bigint, other: bigint) => unknown) => overload(`${QUANTITY_TYPE} ${QUANTITY_TYPE}`,
  (one: Quantity, other: Quantity) => run(one.nanos, other.nanos));

/** A sum with a quantity or an int. */
const sum = (sign: bigint) => [
  overload(`${QUANTITY_TYPE} ${QUANTITY_TYPE}`, (one: Quantity, other: Quantity) => one.plus(other, sign)),
  overload(`${QUANTITY_TYPE} int`, (one: Quantity, other: bigint) => one.plus(new Quantity(other * NANO, 0), sign)),
];

export const QUANTITIES: CelLibrary = {
  'isQuantity': [overload('string', (text: string) => parsed(text) !== undefined, traversal)],
  'quantity': [overload('string', quantity, traversal)],
  '.isInteger': [overload(QUANTITY_TYPE, ({ isInteger }: Quantity) => isInteger)],
  '.asInteger': [overload(QUANTITY_TYPE, ({ isInteger, nanos }: Quantity) => {
    if (!isInteger) {
      throw new CelError('cannot convert value to integer');
    }
    return nanos / NANO;
  })],
  '.asApproximateFloat': [overload(QUANTITY_TYPE, ({ nanos }: Quantity) => Number(nanos) / 1e9)],
  'sign': [overload(QUANTITY_TYPE, ({ nanos }: Quantity) => nanos < 0n ? -1n : BigInt(nanos > 0n))],
  '.isGreaterThan': [two((one, other) => one > other)],
  '.isLessThan': [two((one, other) => one < other)],
  '.compareTo': [two((one, other) => one < other ? -1n : BigInt(one > other))],
  '.add': sum(1n),
  '.sub': sum(-1n),
};
