import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { repositoryOf } from '../../../src/formats/manifest/image';
import { isIn } from '../../../src/formats/manifest/paths';
import { FAMILIES } from '../../../src/knowledge/images/families';
import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';
import { ImageFamily, ImageVariant } from '../../../src/knowledge/images/known-image';
import { isBefore, toVersion } from '../../../src/knowledge/images/version';
import { writableMountPath } from '../../../src/knowledge/writable-paths/mount-path';

const SOURCES = join(__dirname, '../../../src/knowledge/images');
const CASES = FAMILIES.map((family) => [family.name, family] as const);
const VARIANTS = FAMILIES.flatMap((family) => family.variants.map((variant) => [nameOf(family, variant), variant] as const));

function nameOf({ name }: ImageFamily, { tags = [], versions }: ImageVariant): string {
  return [name, ...tags, versions && JSON.stringify(versions)].filter(Boolean).join(' ');
}

/** The versions of the same words of a tag, in order. */
function rangesOf({ variants }: ImageFamily): readonly (readonly ImageVariant[])[] {
  const byTags = new Map<string, ImageVariant[]>();
  for (const variant of variants) {
    const key = JSON.stringify(variant.tags ?? []);
    byTags.set(key, [...byTags.get(key) ?? [], variant]);
  }
  return [...byTags.values()];
}

test('at least 60 families are known, beside those of vendors', () => {
  expect(FAMILIES.filter(({ name }) => !name.includes('/')).length).toBeGreaterThanOrEqual(60);
});

test.each(['families', 'vendors'])('every file of %s is in the index', (folder) => {
  for (const file of readdirSync(join(SOURCES, folder)).filter((name) => name !== 'index.ts')) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    expect(FAMILIES).toEqual(expect.arrayContaining(Object.values<any>(require(join(SOURCES, folder, file))).flat()));
  }
});

test.each(readdirSync(join(SOURCES, 'families')).filter((file) => file !== 'index.ts'))('%s holds the family of its name', (file) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  expect(Object.values<any>(require(join(SOURCES, 'families', file))).map(({ name }) => name)).toEqual([file.replace(/\.ts$/, '')]);
});

test('no family, and no repository, is there twice', () => {
  const repositories = FAMILIES.flatMap((family) => family.repositories);
  expect(new Set(repositories).size).toBe(repositories.length);
  expect(new Set(FAMILIES.map(({ name }) => name)).size).toBe(FAMILIES.length);
});

/** The names of those that a check is wrong for. */
function misfits<T>(cases: readonly (readonly [string, T])[], isRight: (value: T) => boolean): readonly string[] {
  return cases.filter(([, value]) => !isRight(value)).map(([name]) => name);
}

test('repositories are in normal form', () => {
  const isNormal = (name: string) => repositoryOf(name.replace(/\*$/, 'any')) === name.replace(/\*$/, 'any');
  expect(misfits(CASES, ({ repositories }) => repositories.length > 0 && repositories.every(isNormal))).toEqual([]);
});

test('versions have no gap and no overlap', () => {
  const follows = ({ versions: next }: ImageVariant, { versions: last }: ImageVariant) =>
    next?.from !== undefined && next.from === last?.below;
  expect(misfits(CASES, (family) => rangesOf(family).every((variants) =>
    variants.slice(1).every((variant, index) => follows(variant, variants[index]))))).toEqual([]);
  expect(misfits(VARIANTS, ({ versions: { from = '0', below = '9999' } = {} }) =>
    /^\d+(\.\d+)*$/.test(from) && /^\d+(\.\d+)*$/.test(below) && isBefore(toVersion(from), below))).toEqual([]);
});

test('of two variants that fit one tag, one has all words of the other', () => {
  const has = (words: readonly string[], others: readonly string[]) => others.every((word) => words.includes(word));
  // No image has two servers or two editions, or is one for the command line.
  const excludes = (words: readonly string[]) => [['fpm', 'apache'], ['fpm', 'cli'], ['core', 'enterprise']].some((pair) => has(words, pair));
  expect(misfits(CASES, ({ variants }) => {
    const tags = variants.map((variant) => variant.tags ?? []);
    return tags.every((one) => tags.every((other) =>
      has(one, other) || has(other, one) || excludes([...one, ...other]) || tags.some((both) => has(both, [...one, ...other]))));
  })).toEqual([]);
});

test('ids are those of a user that is not root', () => {
  const isId = (id: number) => Number.isInteger(id) && id >= 0 && id < 2 ** 31;
  expect(misfits(VARIANTS, ({ uid = 1, gid = 1 }) => isId(uid) && isId(gid) && uid !== 0)).toEqual([]);
});

const WITH_PATHS = VARIANTS.filter(([, { writablePaths = [] }]) => writablePaths.length > 0);

test.each(WITH_PATHS)('a volume can be mounted at the paths of %s', (_, { writablePaths = [] }) => {
  for (const { path, kind, size = 1 } of writablePaths) {
    expect(writableMountPath(path, false, 'writable path', kind === 'seeded')).toBe(path);
    expect(isIn(path, '/tmp')).toBe(false);
    expect(Number.isInteger(size) && size > 0).toBe(true);
  }
  expect(new Set(writablePaths.map(({ path }) => path)).size).toBe(writablePaths.length);
});

test('ports are ports, each once', () => {
  const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
  expect(misfits(VARIANTS, ({ ports = [] }) => ports.every(isPort) && new Set(ports).size === ports.length)).toEqual([]);
});

test('capabilities and variables are named as Kubernetes names them', () => {
  const isCapability = (name: string) => /^[A-Z]+(_[A-Z]+)*$/.test(name) && !name.startsWith('CAP_');
  expect(misfits(VARIANTS, ({ fileCapabilities = [], needsCapabilities = [] }) =>
    [...fileCapabilities, ...needsCapabilities].every(isCapability))).toEqual([]);
  expect(misfits(VARIANTS, ({ environment = {}, fileVariables = {} }) =>
    [...Object.keys(environment), ...Object.entries(fileVariables).flat()].every((name) => /^[A-Za-z_]\w*$/.test(name)))).toEqual([]);
});

test('every value has a source and a date', () => {
  const isDate = (date: string) => /^20\d\d-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date));
  expect(misfits(VARIANTS, ({ evidence: { documented, verified = [] } }) =>
    documented.length > 0
    && documented.every(({ source }) => new URL(source).protocol === 'https:')
    && verified.every(({ test: file }) => existsSync(file))
    && [...documented, ...verified].every(({ date }) => isDate(date)))).toEqual([]);
});

test('what "restricted" never allows comes with a hint that says what works without', () => {
  expect(misfits(VARIANTS, ({ needsCapabilities, hint }) => needsCapabilities === undefined || hint !== undefined)).toEqual([]);
});

test('options that change the user are options, and those that work for one user name it', () => {
  expect(misfits(VARIANTS, ({ userFlags = [], uid }) =>
    userFlags.every(({ flag, worksAsUid }) => /^--?\w[\w-]*$/.test(flag) && (!worksAsUid || uid !== undefined)))).toEqual([]);
});

test('hints are sentences without a full stop at their end', () => {
  expect(misfits(VARIANTS, ({ hint = 'A hint' }) => /^([A-Z]|--).*[^.]$/.test(hint))).toEqual([]);
});

test.each(['sonarqube:10', 'quay.io/keycloak/keycloak:26.0', 'apache/airflow:3.0.0', 'nextcloud:30', 'nextcloud:30-fpm-alpine', 'kibana:9.0.0', 'elasticsearch:9.0.0'])(
  '%s, whose files belong to gid 0, names the mode for another user', (image) => {
    expect(knowledgeOf(image)?.facts.hint).toMatch(/another user( than \S+)? needs RunAs\.rootGroup/);
  });
