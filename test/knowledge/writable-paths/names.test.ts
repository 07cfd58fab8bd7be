import * as fc from 'fast-check';
import {
  claimVolumeName, helperName, emptyDirName, imageVolumeName, secretVolumeName, sharedVolumeName, subPathName,
} from '../../../src/knowledge/writable-paths/names';

const free = () => false;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

it.each([
  ['main', '/tmp', 'scratch-main--tmp'],
  ['main', '/var/cache/nginx', 'scratch-main--var-cache-nginx'],
  ['my-app', '/tmp', 'scratch-my-app--tmp'],
  ['main', `/${'x'.repeat(49)}`, `scratch-main--${'x'.repeat(49)}`],
  ['main', '/', 'scratch-main'],
])('names the volume of %s %s %s', (container, path, name) => {
  expect(emptyDirName(container, path, free)).toBe(name);
});

it.each([
  ['main', '/var-cache', /^scratch-main--var-cache-[0-9a-f]{8}$/],
  ['main', '/Tmp', /^scratch-main--tmp-[0-9a-f]{8}$/],
  ['main', '/a.b', /^scratch-main--a-b-[0-9a-f]{8}$/],
  ['main', '/ü', /^scratch-main-[0-9a-f]{8}$/],
  ['main', '/\u212a', /^scratch-main--k-[0-9a-f]{8}$/],
  ['main', '/a..b', /^scratch-main--a-b-[0-9a-f]{8}$/],
  ['main', '/-a', /^scratch-main--a-[0-9a-f]{8}$/],
  ['#0', '/tmp', /^scratch-0--tmp-[0-9a-f]{8}$/],
  ['a--', '/tmp', /^scratch-a--tmp-[0-9a-f]{8}$/],
  ['x'.repeat(44), `/${'y'.repeat(30)}`, /^scratch-x{44}-[0-9a-f]{8}$/],
  ['main', `/${'x'.repeat(80)}`, /^scratch-main--x{40}-[0-9a-f]{8}$/],
])('adds a hash to the name for %j %j', (container, path, pattern) => {
  const name = emptyDirName(container, path, free);
  expect(name).toMatch(pattern);
  expect(name.length).toBeLessThanOrEqual(63);
});

it('avoids names of other volumes', () => {
  const taken = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const name = emptyDirName('main', '/tmp', (candidate) => taken.has(candidate));
    expect(name).toMatch(DNS_LABEL);
    expect(taken.has(name)).toBe(false);
    taken.add(name);
  }
  expect(taken.size).toBe(20);
});

/** Names and paths that differ in little, and in what a slug leaves out. */
const container = fc.oneof(
  fc.constantFrom('a', 'a-b', 'a--b', 'A', 'main', '#0', '', '-', 'x'.repeat(63)),
  fc.string({ unit: fc.constantFrom('a', 'b', '-', '0'), maxLength: 63 }),
);
const path = fc.array(fc.oneof(
  fc.constantFrom('a', 'b', 'a-b', 'A', '-', '--', '.a', 'a.', '_', 'ü', ' ', '\u212a', 'x'.repeat(60)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((step) => !step.includes('/')),
), { minLength: 1, maxLength: 5 }).map((steps) => `/${steps.join('/')}`);
const pairs = fc.uniqueArray(fc.tuple(container, path), { minLength: 2, maxLength: 30, selector: (pair) => JSON.stringify(pair) });

it('is always a DNS label, and always the same', () => {
  fc.assert(fc.property(container, path, (owner, where) => {
    const name = emptyDirName(owner, where, free);
    expect(name).toMatch(DNS_LABEL);
    expect(emptyDirName(owner, where, free)).toBe(name);
  }), { numRuns: 2000 });
});

it('never returns a name twice, even without a list of used names', () => {
  fc.assert(fc.property(pairs, (all) => {
    const names = all.map(([owner, where]) => emptyDirName(owner, where, free));
    expect(new Set(names).size).toBe(all.length);
  }), { numRuns: 500 });
});

it('never returns a used name', () => {
  fc.assert(fc.property(pairs, fc.nat(3), (all, foreign) => {
    // Foreign volumes have the very names that would be given.
    const taken = new Set(all.slice(0, foreign).map(([owner, where]) => emptyDirName(owner, where, free)));
    for (const [owner, where] of all) {
      const name = emptyDirName(owner, where, (candidate) => taken.has(candidate));
      expect(taken.has(name)).toBe(false);
      expect(name).toMatch(DNS_LABEL);
      taken.add(name);
    }
  }), { numRuns: 500 });
});

it.each<[string, string | RegExp]>([
  [sharedVolumeName('main', false, free), 'scratch-main'],
  [sharedVolumeName('main', true, free), 'scratch-main-memory'],
  [sharedVolumeName('main', false, (name) => name === 'scratch-main'), /^scratch-main-[0-9a-f]{8}$/],
  [sharedVolumeName('x'.repeat(63), true, free), /^scratch-x{46}-[0-9a-f]{8}$/],
  [sharedVolumeName('#0', false, free), /^scratch-0-[0-9a-f]{8}$/],
  [claimVolumeName('data', free), 'claim-data'],
  [claimVolumeName('a.b', free), /^claim-a-b-[0-9a-f]{8}$/],
  [claimVolumeName('data.', free), /^claim-data-[0-9a-f]{8}$/],
  [claimVolumeName('data.shop', free), /^claim-data-shop-[0-9a-f]{8}$/],
  [claimVolumeName('x'.repeat(253), free), /^claim-x{48}-[0-9a-f]{8}$/],
  [claimVolumeName('data', (name) => name === 'claim-data'), /^claim-data-[0-9a-f]{8}$/],
  [secretVolumeName('main', 'db', free), 'secret-main--db'],
  [secretVolumeName('main', 'db.shop', free), /^secret-main--db-shop-[0-9a-f]{8}$/],
  [secretVolumeName('#0', 'db', free), /^secret-0--db-[0-9a-f]{8}$/],
  [secretVolumeName('main', 'db', (name) => name === 'secret-main--db'), /^secret-main--db-[0-9a-f]{8}$/],
  [imageVolumeName('main', free), 'image-main'],
  [imageVolumeName('#0', free), /^image-0-[0-9a-f]{8}$/],
  [subPathName('/etc/nginx'), 'etc-nginx'],
  [subPathName('/etc-nginx'), /^etc-nginx-[0-9a-f]{8}$/],
  [subPathName('/ü'), /^[0-9a-f]{8}$/],
  [helperName('writable-seed', 'main'), 'writable-seed-main'],
  [helperName('writable-seed', '#0'), /^writable-seed-0-[0-9a-f]{8}$/],
  [helperName('writable-seed', 'x'.repeat(63)), /^writable-seed-x{40}-[0-9a-f]{8}$/],
])('shortens or keeps the name %s', (name, expected) => {
  expect(name).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  expect(name).toMatch(DNS_LABEL);
});

it.each([
  [emptyDirName('main', '/Tmp', free), 'scratch-main--tmp-730617ba'],
  [emptyDirName('main', '/tmp', (name) => name === 'scratch-main--tmp'), 'scratch-main--tmp-a63083e8'],
  [emptyDirName('main', '/tmp', (name) => ['scratch-main--tmp', 'scratch-main--tmp-a63083e8'].includes(name)), 'scratch-main--tmp-f79b7240'],
  [sharedVolumeName('#0', true, free), 'scratch-0-memory-a0db2b5a'],
  [claimVolumeName('data.shop', free), 'claim-data-shop-e94db3b3'],
  [secretVolumeName('main', 'db.shop', free), 'secret-main--db-shop-b555181c'],
  [imageVolumeName('#0', free), 'image-0-9d0fd452'],
  [subPathName('/etc-nginx'), 'etc-nginx-a49c4f71'],
  [helperName('writable-seed', '#0'), 'writable-seed-0-9d0fd452'],
])('has the hash of %s in every version of this library, since another name replaces pods or hides files', (name, expected) => {
  expect(name).toBe(expected);
});

it('Secrets with the same slug have different volumes', () => {
  expect(secretVolumeName('main', 'db.shop', free)).not.toBe(secretVolumeName('main', 'db_shop', free));
});

it('volumes of different media have different names for any container', () => {
  fc.assert(fc.property(container, (owner) => {
    expect(sharedVolumeName(owner, true, free)).not.toBe(sharedVolumeName(owner, false, free));
  }));
});

it('never assigns one directory to two paths', () => {
  fc.assert(fc.property(pairs, (all) => {
    const paths = [...new Set(all.map(([, where]) => where))];
    expect(new Set(paths.map(subPathName)).size).toBe(paths.length);
  }), { numRuns: 500 });
});
