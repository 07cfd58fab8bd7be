import { readdirSync, readFileSync } from 'fs';
import { FILE, FOLDER, familiesIn, generatedModule } from '../../../projenrc/image-families';
import { repositoryOf } from '../../../src/formats/manifest/image';
import { isIn } from '../../../src/formats/manifest/paths';
import { builtInFamilies, builtInFamily } from '../../../src/knowledge/images/built-in-families';
import { knowledgeOf, isBefore, toVersion } from '../../../src/knowledge/images/knowledge-of';
import { ImageFamily, ImageVariant } from '../../../src/knowledge/images/known-image';
import { writableMountPath } from '../../../src/knowledge/writable-paths/mount-path';

const FAMILIES = builtInFamilies();
/** Files with many families. */
const VENDORS = ['bitnami.yaml', 'chainguard.yaml', 'dhi.yaml'];
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

test(`${FILE} is as generated; \`npx projen compile\` writes it`, () => {
  expect(readFileSync(FILE, 'utf8')).toBe(generatedModule());
});

const FILES = readdirSync(FOLDER);

test.each(FILES.filter((file) => !VENDORS.includes(file)))('%s holds the family of its name', (file) => {
  expect(familiesIn(file, readFileSync(`${FOLDER}/${file}`)).map(({ name }) => name)).toEqual([file.replace(/\.yaml$/, '')]);
});

test('variants are in the order of the file', () => {
  expect(builtInFamily('docker.io/library/postgres')?.variants.map(({ versions, tags, uid }) => [versions, tags, uid])).toEqual([
    [{ from: '10', below: '18' }, undefined, 999], [{ from: '18', below: '19' }, undefined, 999],
    [{ from: '10', below: '18' }, ['alpine'], 70], [{ from: '18', below: '19' }, ['alpine'], 70],
  ]);
  expect(builtInFamily('dhi.io/velero')?.variants).toMatchObject([{ uid: 1001, gid: 1000 }, { tags: ['dev'] }]);
});

test.each(FILES)('the families of %s are those of the file', (file) => {
  const families = familiesIn(file, readFileSync(`${FOLDER}/${file}`));
  expect(families.map(({ repositories: [repository] }) => builtInFamily(repository))).toEqual(families);
});

const SOURCE = 'evidence: [{ source: https://a.example, date: 2026-11-26 }]';

test.each([
  [`images:\n  - repository: docker.io/acme/web\n    uid: app\n    ${SOURCE}`, '3:5: `images[0].uid` is "app": write a whole number'],
  [`images:\n  - repository: acme/web\n    ${SOURCE}`, '2:5: `images[0].repository` is "acme/web": write "docker.io/acme/web"'],
  [`images:\n  - repository: docker.io/acme/web\n    ${SOURCE}\n  - repository: docker.io/acme/web\n    tags: [alpine]`,
    '4:5: `images[1]` has no `evidence`: add the `source` of its values, and the `date` on which you read it'],
  ['images:\n  - repository: docker.io/acme/web\n    evidence: []', '2:5: `images[0]` has no `evidence`: add'],
  [`profile: hardened\nimages:\n  - repository: docker.io/acme/web\n    ${SOURCE}`, '1:1: `profile` does not describe an image: keep only `images`'],
  ['# nothing\n', '1:1: it has no `images`: copy those of your settings file'],
  ['images: [', '1:10: '],
])('the file %j is refused with its place and the way out', (text, message) => {
  expect(() => familiesIn('web.yaml', Buffer.from(text))).toThrow(`web.yaml:${message}`);
});

test('the entry of a settings file is a family once it has evidence', () => {
  expect(familiesIn('web.yaml', Buffer.from(`images:\n  - repository: registry.example.com/shop/web\n    uid: 10001\n    ${SOURCE}`))).toEqual([{
    name: 'registry.example.com/shop/web',
    repositories: ['registry.example.com/shop/web'],
    variants: [{ uid: 10001, evidence: [{ source: 'https://a.example', date: '2026-11-26' }] }],
  }]);
});

test('a run parses only the families of its images', () => {
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const isolated: typeof import('../../../src/knowledge/images/knowledge-of') = require('../../../src/knowledge/images/knowledge-of');
    const parse = jest.spyOn(JSON, 'parse');
    const parsed = () => parse.mock.calls.filter(([text]) => text.startsWith('{') && text.includes('"variants":')).length;
    expect([isolated.knowledgeOf('registry.example.com/shop/web:1'), parsed()]).toEqual([undefined, 0]);
    expect([isolated.knowledgeOf('nginx:1.29')?.name, isolated.knowledgeOf('nginx:1.28')?.name, parsed()]).toEqual(['nginx 1.29', 'nginx 1.28', 1]);
    parse.mockRestore();
  });
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
  expect(misfits(VARIANTS, ({ evidence = [] }) =>
    evidence.length > 0 && evidence.every(({ source, date }) => new URL(source).protocol === 'https:' && isDate(date)))).toEqual([]);
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
