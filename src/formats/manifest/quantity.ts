/*
 * Kubernetes quantities (`500m`, `1Gi`, `1e3`), to the precision of a double.
 * Grammar and suffixes: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

const DECIMAL_EXPONENTS: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

const BINARY_UNITS: { readonly [suffix: string]: number } = {
  Ei: 2 ** 60,
  Pi: 2 ** 50,
  Ti: 2 ** 40,
  Gi: 2 ** 30,
  Mi: 2 ** 20,
  Ki: 2 ** 10,
};

/** Longer than any number of bytes. A longer text is not a quantity, and would take long to parse. */
const MAX_LENGTH = 64;

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([KMGTPE]i)|([numkMGTPE]))?$/;

/** A cache, since the containers of an app share a few quantities. It is cleared when it gets large. */
const known = new Map<string, number>();
const MAX_KNOWN = 1000;

/** The number of a quantity; undefined if the value is not a quantity. A YAML number is a quantity, too. */
export function parseQuantity(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') {
    return Number.isFinite(quantity) ? quantity : undefined;
  }
  if (typeof quantity !== 'string' || quantity.length > MAX_LENGTH) {
    return undefined;
  }
  return known.get(quantity) ?? parseAnew(quantity);
}

function parseAnew(quantity: string): number | undefined {
  const amount = parseText(quantity);
  if (amount !== undefined) {
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    known.set(quantity, amount);
  }
  return amount;
}

function parseText(quantity: string): number | undefined {
  const match = QUANTITY.exec(quantity);
  if (!match) {
    return undefined;
  }
  const [, digits, exponent = '', binary, decimal] = match;
  if (binary) {
    return Number(digits) * BINARY_UNITS[binary];
  }
  // A product would be inexact: 1001 * 0.001 is not 1.001.
  return Number(digits + (decimal ? `e${DECIMAL_EXPONENTS[decimal]}` : exponent));
}

/** Bytes as the shortest exact quantity: `1Gi`, `512Mi`, or the plain number. */
export function formatBytes(bytes: number): string {
  for (const suffix in BINARY_UNITS) {
    const amount = bytes / BINARY_UNITS[suffix];
    // Beyond the safe integers, JavaScript may print an exponent, and a quantity cannot have an exponent before its suffix.
    if (amount >= 1 && Number.isSafeInteger(amount)) {
      return `${amount}${suffix}`;
    }
  }
  return String(Math.ceil(bytes));
}
