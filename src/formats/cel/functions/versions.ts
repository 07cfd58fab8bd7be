import { succeeds } from './addresses';
import { CelLibrary, overload, traversal } from './define';
import { CelError, Extension } from '../values';

const NUMBER = '(0|[1-9]\\d*)';
const SEMVER = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9A-Za-z-.]+))?(?:\\+([0-9A-Za-z-.]+))?$`);
const LARGEST = 2n ** 64n - 1n;

/** A semantic version. Texts after a plus do not count when two are compared. */
class Semver extends Extension {
  public readonly type = 'kubernetes.Semver';

  constructor(public readonly numbers: readonly bigint[], public readonly before: readonly string[]) {
    super();
  }

  public get key(): string {
    return JSON.stringify([this.numbers.map(String), this.before]);
  }

  public compareTo(other: Semver): number {
    const different = this.numbers.findIndex((number, index) => number !== other.numbers[index]);
    if (different >= 0) {
      return this.numbers[different] < other.numbers[different] ? -1 : 1;
    }
    const [mine, others] = [this.before, other.before];
    if (mine.length === 0 || others.length === 0) {
      return Math.sign(others.length - mine.length);
    }
    const index = mine.findIndex((part, each) => part !== others[each]);
    if (index < 0) {
      return mine.length === others.length ? 0 : -1;
    }
    return others[index] === undefined ? 1 : compareParts(mine[index], others[index]);
  }
}

/** Numbers are below texts. */
function compareParts(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [one, other].map((part) => /^\d+$/.test(part));
  if (isNumber && isOtherNumber) {
    return BigInt(one) < BigInt(other) ? -1 : 1;
  }
  if (isNumber !== isOtherNumber) {
    return isNumber ? -1 : 1;
  }
  return one < other ? -1 : 1;
}

function semver(text: string, isNormalized = false): Semver {
  const [, ...parts] = SEMVER.exec(isNormalized ? normalized(text) : text) ?? [];
  const numbers = parts.slice(0, 3).map(BigInt);
  const [before, build] = parts.slice(3).map((part) => part === undefined ? [] : part.split('.'));
  const isValid = parts.length > 0 && ![...before, ...build].includes('') && numbers.every((number) => number <= LARGEST)
    && before.every((part) => !/^\d+$/.test(part) || (BigInt(part) <= LARGEST && !/^0\d/.test(part)));
  if (!isValid) {
    throw new CelError(`the version ${JSON.stringify(text)} is not a semantic one`);
  }
  return new Semver(numbers, before);
}

/** Without the first `v` and zeros in front of numbers, and with `.0` for missing numbers, as the API server does. */
function normalized(text: string): string {
  const [major, minor, ...rest] = text.replace(/^v/, '').split('.');
  const parts = [major, ...minor === undefined ? [] : [minor], ...rest.length > 0 ? [rest.join('.')] : []]
    .map((part) => part.replace(/^0+(?=\d)/, ''));
  if (parts.length < 3 && /[+-]/.test(parts[parts.length - 1])) {
    throw new CelError('short version cannot contain PreRelease/Build meta data');
  }
  return [...parts, '0', '0'].slice(0, Math.max(3, parts.length)).join('.');
}

const SEMVER_TYPE = 'kubernetes.Semver';
const firstTraversal = (text: string) => traversal(text);
const compare = (holds: (order: number) => unknown) => [overload(`${SEMVER_TYPE} ${SEMVER_TYPE}`,
  (one: Semver, other: Semver) => holds(one.compareTo(other)))];
const numberAt = (index: number) => [overload(SEMVER_TYPE, ({ numbers }: Semver) => BigInt.asIntN(64, numbers[index]))];

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library */
export const VERSIONS: CelLibrary = {
  'semver': [overload('string', (text: string) => semver(text), firstTraversal), overload('string bool', semver, firstTraversal)],
  'isSemver': [
    overload('string', succeeds((text: string) => semver(text)), firstTraversal), overload('string bool', succeeds(semver), firstTraversal),
  ],
  '.major': numberAt(0),
  '.minor': numberAt(1),
  '.patch': numberAt(2),
  '.isGreaterThan': compare((order) => order > 0),
  '.isLessThan': compare((order) => order < 0),
  '.compareTo': compare(BigInt),
};
