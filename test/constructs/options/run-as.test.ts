import * as fc from 'fast-check';
import { RootCapabilities, RunAs } from '../../../src/index';

const identity = (runAs: RunAs, path = 'shop/web') => runAs._toIdentity(path);

describe('user', () => {
  test('the gid defaults to the uid, and fsGroup is the gid', () => {
    expect(identity(RunAs.user(1000))).toEqual({ user: 1000, group: 1000, fsGroup: 1000 });
    expect(identity(RunAs.user(1000, 2000))).toEqual({ user: 1000, group: 2000, fsGroup: 2000 });
    expect(identity(RunAs.user(1, 2147483647))).toEqual({ user: 1, group: 2147483647, fsGroup: 2147483647 });
  });

  test.each<[number, number | undefined, string]>([
    [0, undefined, 'uid 0 is root: use the uid that the image is made for, or RunAs.nonRoot()'],
    [1000, 0, 'gid 0 is root: use the gid that the image is made for, or RunAs.nonRoot()'],
    [-1, undefined, 'uid -1 is not valid: use a whole number from 1 to 2147483647'],
    [2147483648, undefined, 'uid 2147483648 is not valid'],
    [1000, 2147483648, 'gid 2147483648 is not valid'],
    [1000.5, undefined, 'uid 1000.5 is not valid'],
    [NaN, undefined, 'uid NaN is not valid'],
    ['1000' as any, undefined, 'uid "1000" is a string: write RunAs.user(1000)'],
  ])('refuses %p:%p', (uid, gid, message) => {
    expect(() => RunAs.user(uid, gid)).toThrow(message);
  });
});

test.each([
  ['nonRoot', RunAs.nonRoot(), 65532],
  ['NODE', RunAs.user(1000), 1000],
  ['NGINX_UNPRIVILEGED', RunAs.user(101), 101],
  ['DOTNET', RunAs.user(1654), 1654],
  ['POSTGRES', RunAs.user(999), 999],
  ['POSTGRES_ALPINE', RunAs.user(70), 70],
  ['REDIS', RunAs.user(999), 999],
  ['GRAFANA', RunAs.user(472), 472],
  ['NOBODY', RunAs.user(65534), 65534],
])('%s has the expected user and group', (_, runAs, id) => {
  expect(identity(runAs)).toEqual({ user: id, group: id, fsGroup: id });
  expect(runAs._unique).toBeUndefined();
});

describe('unique', () => {
  // 1,900,000,000 + sha256(seed) mod 200,000,000: whatever is deployed has these ids, so they must never change.
  test.each([
    ['shop/web', 1956303609],
    ['shop/database', 1999018903],
    ['a', 2056493499],
  ])('"%s" derives %i, as seed and as construct path', (seed, id) => {
    expect(identity(RunAs.unique({ seed }), 'anywhere')).toEqual({ user: id, group: id, fsGroup: id });
    expect(identity(RunAs.unique(), seed)).toEqual({ user: id, group: id, fsGroup: id });
  });

  test('every seed derives the same id again, in the range', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (seed) => {
      const { user } = identity(RunAs.unique({ seed }));
      expect(user).toBe(identity(RunAs.unique({ seed }), 'other').user);
      expect(Number.isInteger(user) && user! >= 1_900_000_000 && user! < 2_100_000_000).toBe(true);
    }));
  });

  test('different seeds derive different ids', () => {
    const seeds = Array.from({ length: 1000 }, (_, index) => `workload-${index}`);
    expect(new Set(seeds.map((seed) => identity(RunAs.unique({ seed })).user)).size).toBe(1000);
  });

  test('refuses an empty seed', () => {
    expect(() => RunAs.unique({ seed: '' })).toThrow('the seed of RunAs.unique is empty: use a name that never changes, or leave it out');
  });
});

test('imageUser, platformAssigned and nonRoot have the expected ids', () => {
  expect(identity(RunAs.imageUser())).toEqual({ fsGroup: 65532 });
  expect(identity(RunAs.platformAssigned())).toEqual({});
  expect(identity(RunAs.rootInUserNamespace())).toEqual({ user: 0, group: 0, fsGroup: 0, isRoot: true });
  expect(identity(RunAs.rootInUserNamespace({ capabilities: RootCapabilities.CLASSIC })).capabilities)
    .toEqual(['CHOWN', 'SETUID', 'SETGID', 'DAC_OVERRIDE', 'FOWNER']);
});
