import { quoted } from './print-facts';
import { isDigest, isId } from './values';
import { parseDay } from '../../../formats/manifest/day';
import { FieldError } from '../../../formats/manifest/input-error';
import { isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { unknownKey } from '../../../formats/manifest/nearest';
import { KnownPath } from '../../images/known-image';
import { isWritablePath } from '../../writable-paths/mount-path';

/** Must change if a field gets another meaning. */
const VERSION = 1;

/** The paths that a run of an image wrote. A second run, with these paths and a read-only root filesystem, confirmed them. */
export interface Observation {
  /** The digest of the image. The observation does not apply to other digests. */
  readonly digest: string;
  /** The day of the run, as `YYYY-MM-DD`. */
  readonly date: string;
  /** The ids of the process. The uid is never root. */
  readonly uid: number;
  readonly gid: number;
  readonly writablePaths: readonly ObservedPath[];
}

export type ObservedPath = Pick<KnownPath, 'path' | 'size'> & { readonly kind: 'empty' | 'seeded' };

const KINDS: readonly unknown[] = ['empty', 'seeded'];
const AGAIN = 'remove this observation, and run `cdk8s-hardened suggest-paths IMAGE --save` again';

/** The lines of an observation in a lock file, below its image. */
export function observationLines({ digest, date, uid, gid, writablePaths }: Observation): readonly string[] {
  const paths = writablePaths.map(({ path, kind, size }) => `    - { path: ${quoted(path)}, kind: `
    + `${kind}${size === undefined ? '' : `, size: ${size}`} }`);
  return [
    'observation:',
    `  version: ${VERSION}`,
    `  digest: ${digest}`,
    `  date: "${date}"`,
    `  uid: ${uid}`,
    `  gid: ${gid}`,
    ...paths.length === 0 ? ['  writablePaths: []'] : ['  writablePaths:', ...paths],
  ];
}

/**
 * Reads the observation of an entry of a lock file.
 *
 * @throws FieldError
 */
export function readObservation(value: unknown, path: Path): Observation {
  const object = objectOf(value, path, ['version', 'digest', 'date', 'uid', 'gid', 'writablePaths']);
  const { version, digest, date, uid, gid, writablePaths } = object;
  check(version === VERSION, object, 'version', path, `${VERSION}; a newer cdk8s-hardened writes others: update it`);
  check(isDigest(digest), object, 'digest', path, 'a digest');
  check(typeof date === 'string' && parseDay(date) !== undefined, object, 'date', path, 'a day such as "2026-11-28"');
  check(isId(uid) && uid !== 0, object, 'uid', path, 'the id of a user that is not root');
  check(isId(gid), object, 'gid', path, 'an id');
  check(Array.isArray(writablePaths), object, 'writablePaths', path, 'a list');
  return {
    digest: digest as string,
    date: date as string,
    uid: uid as number,
    gid: gid as number,
    writablePaths: (writablePaths as unknown[]).map((each, index) => pathOf(each, [...path, 'writablePaths', index])),
  };
}

function pathOf(value: unknown, place: Path): ObservedPath {
  const object = objectOf(value, place, ['path', 'kind', 'size']);
  const { path, kind, size } = object;
  check(KINDS.includes(kind), object, 'kind', place, 'empty or seeded');
  check(typeof path === 'string' && isWritablePath(path, kind === 'seeded'), object, 'path', place, 'an absolute path where a '
    + 'volume can be mounted');
  check(size === undefined || (Number.isSafeInteger(size) && Number(size) > 0), object, 'size', place, 'a number of bytes');
  return { path: path as string, kind: kind as ObservedPath['kind'], ...size !== undefined && { size: size as number } };
}

function objectOf(value: unknown, path: Path, keys: readonly string[]): JsonObject {
  if (!isObject(value)) {
    throw new FieldError(path, `${JSON.stringify(value)} is not an object, which \`suggest-paths --save\` writes here: ${AGAIN}`);
  }
  const unknown = unknownKey(value, keys, `the keys are ${keys.join(', ')}`, '`');
  if (unknown) {
    throw new FieldError([...path, unknown.key], `an observation has no key \`${unknown.key}\` here: ${unknown.hint}`);
  }
  return value;
}

function check(isRight: boolean, object: JsonObject, key: string, path: Path, expected: string): void {
  if (!isRight) {
    throw new FieldError(key in object ? [...path, key] : path, `the \`${key}\` is `
      + `${JSON.stringify(object[key]) ?? 'missing'}, and must be ${expected}: ${AGAIN}`);
  }
}
