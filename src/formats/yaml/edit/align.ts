import { isObject, isSameJson } from '../../manifest/json';

/**
 * Pairs the items of an array with the items of its new version, as pairs of indices in ascending order. Equal items are paired first, then
 * items with the same name, then the rest between two pairs in order. An item without a partner was removed or added.
 */
export function alignItems(before: readonly unknown[], after: readonly unknown[]): [number, number][] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && isSameJson(before[start], after[start])) {
    start++;
  }
  let end = 0;
  const shared = Math.min(before.length, after.length) - start;
  while (end < shared && isSameJson(before[before.length - 1 - end], after[after.length - 1 - end])) {
    end++;
  }
  const matches = matchMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const pairs = [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...matches.map(([one, other]) => [one + start, other + start] as const),
    ...Array.from({ length: end }, (_, index) => [before.length - end + index, after.length - end + index] as const),
  ];
  return fillGaps(pairs, before, after);
}

/** The pairs with the highest score, as in a line-by-line comparison of two files. */
function matchMiddle(before: readonly unknown[], after: readonly unknown[]): [number, number][] {
  if (before.length * after.length > MAX_COMPARISONS) {
    return [];
  }
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  for (let one = before.length - 1; one >= 0; one--) {
    for (let other = after.length - 1; other >= 0; other--) {
      const paired = likeness(before[one], after[other]);
      const here = one * width + other;
      best[here] = Math.max(best[here + width], best[here + 1], paired && paired + best[here + width + 1]);
    }
  }
  const pairs: [number, number][] = [];
  for (let one = 0, other = 0; one < before.length && other < after.length;) {
    const here = one * width + other;
    const paired = likeness(before[one], after[other]);
    if (paired && best[here] === paired + best[here + width + 1]) {
      pairs.push([one++, other++]);
    } else if (best[here] === best[here + width]) {
      one++;
    } else {
      other++;
    }
  }
  return pairs;
}

const MAX_COMPARISONS = 10_000;

function likeness(one: unknown, other: unknown): number {
  const name = nameOf(one);
  if (name !== undefined && name !== nameOf(other)) {
    return 0;
  }
  if (isSameJson(one, other)) {
    return 3;
  }
  return name === undefined ? 0 : 1;
}

function nameOf(item: unknown): string | undefined {
  return isObject(item) && typeof item.name === 'string' ? item.name : undefined;
}

function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

type Pair = readonly [number, number];

function fillGaps(pairs: readonly Pair[], before: readonly unknown[], after: readonly unknown[]): [number, number][] {
  const filled: [number, number][] = [];
  let [one, other] = [0, 0];
  for (const [nextOne, nextOther] of [...pairs, [before.length, after.length] as const]) {
    for (; one < nextOne && other < nextOther; one++, other++) {
      if (mayBeSame(nameOf(before[one]), nameOf(after[other]))) {
        filled.push([one, other]);
      }
    }
    if (nextOne < before.length) {
      filled.push([nextOne, nextOther]);
    }
    [one, other] = [nextOne + 1, nextOther + 1];
  }
  return filled;
}
