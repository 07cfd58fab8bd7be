import { CelLibrary, overload, traversal } from './define';
import { CelError, Extension } from '../values';

/** Quantities are exact: they are whole numbers of billionths. */
const NANO = 10n ** 9n;

class Quantity extends Extension {
  public readonly type = 'kubernetes.Quantity';

  /** @param isScaled whether a part of a sum has a fraction: the API server no longer treats the sum as an integer */
  constructor(public readonly nanos: bigint, public readonly isScaled = nanos % NANO !== 0n) {
    super();
  }

  public get key(): string {
    return String(this.nanos);
  }

  public get isInteger(): boolean {
    const value = this.nanos / NANO;
    return !this.isScaled && value >= -(2n ** 63n) && value < 2n ** 63n;
  }
}

const DECIMAL: Readonly<Record<string, number>> = { 'n': -9, 'u': -6, 'm': -3, '': 0, 'k': 3, 'M': 6, 'G': 9, 'T': 12, 'P': 15, 'E': 18 };
const BINARY: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:(Ki|Mi|Gi|Ti|Pi|Ei)|([eE][+-]?\d{1,3})|([numkMGTPE]?))$/;

/** Undefined for a text that is not a quantity. A part below a billionth is rounded up, as the API server does. */
function parsed(text: string): Quantity | undefined {
  const found = QUANTITY.exec(text);
  if (!found) {
    return undefined;
  }
  const [, sign, number, binary, exponent, suffix = ''] = found;
  const [whole, fraction = ''] = number.split('.');
  const decimal = exponent === undefined ? DECIMAL[suffix] : Number(exponent.slice(1));
  const power = 9 + (binary === undefined ? decimal : 0) - fraction.length;
  const value = BigInt(`0${whole}${fraction}`) * (binary === undefined ? 1n : 2n ** BINARY[binary]);
  const divisor = power < 0 ? 10n ** BigInt(-power) : 1n;
  const scaled = power < 0 ? (value + divisor - 1n) / divisor : value * 10n ** BigInt(power);
  return new Quantity(sign === '-' ? -scaled : scaled);
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
  overload(`${QUANTITY_TYPE} ${QUANTITY_TYPE}`, (one: Quantity, other: Quantity) =>
    new Quantity(one.nanos + sign * other.nanos, one.isScaled || other.isScaled)),
  overload(`${QUANTITY_TYPE} int`, (one: Quantity, other: bigint) => new Quantity(one.nanos + sign * other * NANO, one.isScaled)),
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
