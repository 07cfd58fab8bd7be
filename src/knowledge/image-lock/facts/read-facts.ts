import {
  Account,
  CONTENTS,
  DirectoryFacts,
  FileFacts,
  FoundDirectory,
  LockedFacts,
  NotData,
  NOT_DATA,
  PlatformFacts,
  REASONS,
  StartFile,
  StepDown,
} from './image-facts';
import { FACTS_VERSION } from './print-facts';
import { isDigest, isId } from './values';
import { FieldError } from '../../../formats/manifest/input-error';
import { isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { unknownKey } from '../../../formats/manifest/nearest';
import { isPlatform } from '../platforms';

/** Reads a value at a path. @throws FieldError */
type Reader<T> = (value: unknown, path: Path) => T;

/** A reader for each field of an object. */
type Fields<T> = { readonly [key in keyof T]-?: Reader<T[key]> };

const AGAIN = 'remove these facts, and run `cdk8s-hardened lock`, which reads them again';

/**
 * Reads the facts of an entry of a lock file.
 *
 * @throws FieldError
 */
export function readFacts(value: unknown, path: Path): LockedFacts {
  if (isObject(value) && typeof value.version === 'number' && value.version > FACTS_VERSION) {
    throw new FieldError([...path, 'version'], `these facts are of version ${value.version}, which a newer `
      + `cdk8s-hardened wrote: update it, or ${AGAIN}`);
  }
  const { version, ...facts } = FACTS(value, path);
  return { ...version !== FACTS_VERSION && { version }, ...facts };
}

function object<T>(fields: Fields<T>): Reader<T> {
  return (value, path) => {
    if (!isObject(value)) {
      throw wrong(value, path, 'an object');
    }
    const keys = Object.keys(fields);
    const unknown = unknownKey(value, keys, `the keys are ${keys.join(', ')}`, '`');
    if (unknown) {
      throw new FieldError([...path, unknown.key], `facts have no key \`${unknown.key}\` here: ${unknown.hint}`);
    }
    const readers: readonly (readonly [string, Reader<unknown>])[] = Object.entries(fields);
    const entries = readers.map(([key, read]) => [key, read(value[key], key in value ? [...path, key] : path)]);
    return Object.fromEntries(entries.filter(([, each]) => each !== undefined)) as T;
  };
}

function wrong(value: unknown, path: Path, expected: string): FieldError {
  return new FieldError(path, `${value === undefined
    ? 'a value is missing here'
    : `${JSON.stringify(value)} is not a fact that \`lock\` writes here`}, `
    + `which is ${expected}: ${AGAIN}`);
}

function that<T>(is: (value: unknown) => value is T, expected: string): Reader<T> {
  return (value, path) => {
    if (!is(value)) {
      throw wrong(value, path, expected);
    }
    return value;
  };
}

function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, path) => value === undefined ? undefined : reader(value, path);
}

function list<T>(reader: Reader<T>, isFilled = false): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || (isFilled && value.length === 0)) {
      throw wrong(value, path, 'a list');
    }
    return value.map((each, index) => reader(each, [...path, index]));
  };
}

function oneOf<T extends string>(values: readonly T[]): Reader<T> {
  return that((value): value is T => values.includes(value as T), values.join(' or '));
}

const TEXT = that((value): value is string => typeof value === 'string', 'a text');
const COUNT = that((value): value is number => Number.isSafeInteger(value) && (value as number) >= 0, 'a number');
const ID = that(isId, 'an id');
const ABSOLUTE = that((value): value is string => typeof value === 'string' && value.startsWith('/'), 'an absolute path');
const OWNER: Reader<{ uid: number; gid: number }> = (value, path) => {
  const [, uid, gid] = /^(\d{1,10}):(\d{1,10})$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (uid === undefined) {
    throw wrong(value, path, 'an owner such as "0:0"');
  }
  return { uid: ID(Number(uid), path), gid: ID(Number(gid), path) };
};
const MODE: Reader<number> = (value, path) => {
  if (typeof value !== 'string' || !/^[0-7]{4}$/.test(value)) {
    throw wrong(value, path, 'a mode such as "0755"');
  }
  return Number.parseInt(value, 8);
};

/** A file as the lock file writes it: its owner is one word. */
interface WrittenFile {
  readonly path: string;
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly mode: number;
  readonly behind?: readonly FileFacts[];
}

const FILE: Fields<WrittenFile> = {
  path: ABSOLUTE, owner: OWNER, mode: MODE, behind: optional(list((value, path) => PLAIN_FILE(value, path))),
};
const PLAIN_FILE: Reader<FileFacts> = (value, path) => fileOf(object(FILE)(value, path));

function fileOf<T extends WrittenFile>({ owner, ...file }: T) {
  return { ...file, ...owner };
}

const STARTED = object<WrittenFile & { readonly interpreter?: string }>({ ...FILE, interpreter: optional(TEXT) });
const PROGRAM: Reader<StartFile> = (value, path) => fileOf(STARTED(value, path));

interface WrittenDirectory extends WrittenFile, Pick<FoundDirectory, 'has' | 'size'>, Pick<DirectoryFacts, 'reasons'> {
  readonly holds?: 'data' | NotData['why'];
  /** The file that shows it. */
  readonly because?: string;
}

const FOUND = object<WrittenDirectory>({
  ...FILE,
  has: oneOf(CONTENTS),
  size: optional(COUNT),
  holds: optional(oneOf(['data', ...NOT_DATA])),
  because: optional(ABSOLUTE),
  reasons: list(oneOf(REASONS), true),
});
const MISSING = object<DirectoryFacts>({ path: ABSOLUTE, reasons: list(oneOf(REASONS), true), found: optional(() => undefined) });

const DIRECTORY: Reader<DirectoryFacts> = (value, path) => {
  if (!isObject(value) || !('owner' in value)) {
    return MISSING(value, path);
  }
  const { path: own, reasons, holds, because, ...found } = fileOf(FOUND(value, path));
  if (holds === undefined || holds === 'data') {
    return { path: own, reasons, found: { ...found, ...holds && { isData: true } } };
  }
  if (because === undefined) {
    throw wrong(because, path, 'the path of a file in `because`');
  }
  return { path: own, reasons, found: { ...found, notData: { path: because, why: holds } } };
};

const NAMES = list(TEXT);

const CAPABILITIES: Reader<{ readonly [path: string]: readonly string[] }> = (value, path) => {
  if (!isObject(value)) {
    throw wrong(value, path, 'an object');
  }
  const programs = Object.entries(value as JsonObject);
  return Object.fromEntries(programs.map(([file, names]) => [ABSOLUTE(file, path), NAMES(names, [...path, file])]));
};

type WrittenPlatform = Omit<PlatformFacts, 'platforms'> & { readonly names: readonly string[] };

const PLATFORM: Reader<PlatformFacts> = (value, path) => {
  const { names: platforms, ...facts } = WRITTEN_PLATFORM(value, path);
  return { platforms, ...facts };
};

const WRITTEN_PLATFORM = object<WrittenPlatform>({
  names: list(that(isPlatform, 'a platform'), true),
  user: optional(TEXT),
  uid: optional(ID),
  gid: optional(ID),
  groups: optional(list(ID)),
  leavesRoot: optional(object<StepDown>({
    with: TEXT,
    uid: ID,
    gid: ID,
    asUser: optional(oneOf(['fails', 'unknown'])),
    otherArgs: optional(oneOf(['unknown'])),
    variables: optional(list(TEXT)),
  })),
  home: optional(TEXT),
  workdir: optional(ABSOLUTE),
  entrypoint: optional(list(TEXT)),
  cmd: optional(list(TEXT)),
  ports: optional(list(COUNT)),
  volumes: optional(list(TEXT)),
  program: optional(PROGRAM),
  shells: optional(list(ABSOLUTE)),
  setuid: optional(list(ABSOLUTE)),
  capabilities: optional(CAPABILITIES),
  starts: optional(list(ABSOLUTE)),
  has: optional(list(ABSOLUTE)),
  lacks: optional(list(ABSOLUTE)),
  accounts: optional(list(object<Account>({ name: TEXT, uid: ID, gid: ID, owns: optional(ABSOLUTE) }))),
  directories: optional(list(DIRECTORY)),
  moreDirectories: optional(COUNT),
});

const FACTS = object<LockedFacts & Required<Pick<LockedFacts, 'version'>>>({
  version: COUNT,
  digest: that(isDigest, 'a digest'),
  read: oneOf(['config', 'files']),
  notRead: optional(that((value): value is number | 'foreign' => value === 'foreign'
    || (Number.isSafeInteger(value) && (value as number) >= 0), 'a number or `foreign`')),
  platforms: list(PLATFORM, true),
});
