/*
 * Kubernetes quantities (`500m`, `1Gi`, `1e3`), to the precision of a double.
 * Grammar and suffixes: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

const SUFFIXES: { readonly [suffix: string]: number } = {
  '': 1,
  'n': 1e-9,
  'u': 1e-6,
  'm': 1e-3,
  'k': 1e3,
  'M': 1e6,
  'G': 1e9,
  'T': 1e12,
  'P': 1e15,
  'E': 1e18,
  'Ki': 2 ** 10,
  'Mi': 2 ** 20,
  'Gi': 2 ** 30,
  'Ti': 2 ** 40,
  'Pi': 2 ** 50,
  'Ei': 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([KMGTPE]i|[numkMGTPE]))?$/;

/** The number a quantity stands for, or undefined where it is no quantity. A YAML number is a quantity too. */
export function parseQuantity(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') {
    return quantity;
  }
  const match = typeof quantity === 'string' ? QUANTITY.exec(quantity) : null;
  if (!match) {
    return undefined;
  }
  const [, digits, exponent = '', suffix = ''] = match;
  return Number(digits + exponent) * SUFFIXES[suffix];
}

/** Bytes as the shortest exact quantity: `1Gi`, `512Mi`, or the plain number. */
export function formatBytes(bytes: number): string {
  for (const suffix of ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki']) {
    const amount = bytes / SUFFIXES[suffix];
    if (amount >= 1 && Number.isInteger(amount)) {
      return `${amount}${suffix}`;
    }
  }
  return String(Math.ceil(bytes));
}
