import { listing, suggestFor } from './support';
import { Entry } from '../../../../src/commands/cli/suggest/listing';

function remarksOn(image: readonly string[], lines: readonly string[], special: { readonly [path: string]: Partial<Entry> } = {}) {
  const before = listing(['/bin/', '/bin/sh', ...image], special);
  return suggestFor(image, lines, { before }).paths.flatMap(({ remarks }) => remarks);
}

describe('a directory that the program creates', () => {
  const MADE = 'the program creates this directory itself: if it fails because the directory exists, ';
  const above = (path: string) => `${MADE}declare ${path}, seeded, instead`;
  const below = (path: string) => `${MADE}have it use a subdirectory, such as ${path}/data`;

  test.each<[string, string[], string[], string[]]>([
    ['next to others', ['/var/', '/var/cache/', '/var/cache/other/'], ['C /var/cache/', 'A /var/cache/app/', 'A /var/cache/app/f'], [above('/var/cache')]],
    ['with its parent directories', ['/var/'], ['A /var/cache/', 'A /var/cache/app/', 'A /var/cache/app/f'], [below('/var/cache/app')]],
    ['but not if the image has it', ['/var/', '/var/cache/', '/var/cache/app/'], ['C /var/cache/app/', 'A /var/cache/app/f'], []],
    ['at the root', [], ['A /app/', 'A /app/f'], [below('/app')]],
    ['next to programs', ['/usr/', '/usr/local/', '/usr/local/bin/'], ['A /usr/local/app/', 'A /usr/local/app/f'], [below('/usr/local/app')]],
  ])('has remarks %s', (_, image, lines, remarks) => {
    expect(remarksOn(image, lines)).toEqual(remarks);
  });

  test('has a remark next to files that the user cannot read or copy', () => {
    const image = ['/var/', '/var/lib/', '/var/lib/private/'];
    expect(remarksOn(image, ['A /var/lib/app/', 'A /var/lib/app/f'], { '/var/lib/private': { mode: 0o700 } })).toEqual([below('/var/lib/app')]);
  });
});

describe('a directory whose mode or owner the program changes', () => {
  const refused = 'the program changes the mode or owner of /data itself, which fails on a volume: have it use a subdirectory, as PostgreSQL does with PGDATA';

  test.each<[string, Partial<Entry>]>([['mode', { mode: 0o700 }], ['owner', { uid: 5 }], ['group', { gid: 5 }]])('has a remark for its %s', (_, special) => {
    expect(remarksOn(['/data/'], ['C /data/'], { '/data': special })).toEqual([refused]);
  });

  test('has no remark for a directory below', () => {
    expect(remarksOn(['/data/', '/data/sub/'], ['A /data/f', 'C /data/sub/'], { '/data/sub': { mode: 0o700, gid: 0, uid: 0 } }).join()).not.toContain('PGDATA');
  });
});

test.each<[string, boolean]>([
  ['/usr', true], ['/usr/local', true], ['/bin', true], ['/usr/lib/app', true], ['/usr/share/nginx', false], ['/opt', false], ['/etc', false],
])('has a remark for programs in %s like the control: %j', (path, expected) => {
  const remarks = remarksOn([`${path}/`, `${path}/kept`], [`C ${path}/kept`]);
  expect(remarks).toEqual(expected ? [expect.stringContaining('the control writable-system-directories warns about that')] : []);
});

test('has a remark on how to keep files of the image in /tmp', () => {
  expect(suggestFor(['/tmp/', '/tmp/sub/', '/tmp/sub/model'], []).remarks).toEqual([
    'every hardened workload mounts an empty volume at /tmp, which hides /tmp/sub/model of the image: if the program needs it, declare `WritablePath.fromImage(\'/tmp\')`',
  ]);
  expect(suggestFor(['/tmp/', '/tmp/sub/'], []).remarks).toEqual([]);
});

describe('a path in a volume that may outlive the pod', () => {
  const remarks = (path: string, more: object) => suggestFor([], [], more).paths.find((each) => each.path === path)!.remarks.join();

  test('has a remark for a VOLUME of the image', () => {
    const volumes = ['/srv/data', '/srv/data/deep'];
    expect(remarks('/srv/data/deep', { volumes })).toBe('is below /srv/data, a VOLUME of the image: if you mount a PersistentVolumeClaim at /srv/data, this emptyDir hides part of it, '
      + 'and data written here is lost with the pod. Mount the PersistentVolumeClaim here too with `WritablePath.fromPersistentVolumeClaim`, or set `ephemeral: true` if the data may be lost');
    expect(remarks('/srv/data', { volumes })).toBe('');
  });

  test('is not suggested in a volume that the user mounted, and a VOLUME below it has a remark', () => {
    const inMount = suggestFor([], [], { volumes: ['/srv/data'], mounts: ['/srv'] });
    expect(inMount).toEqual({ paths: [], impossible: [], remarks: [expect.stringMatching(/^the image declares \/srv\/data as VOLUME, below a volume that you mounted: mount that volume at \/srv\/data too/)] });
    expect(suggestFor([], [], { volumes: ['/srv/data'], mounts: ['/srv/data'] })).toEqual({ paths: [], impossible: [], remarks: [] });
    expect(suggestFor(['/srv/', '/srv/data/'], ['A /srv/data/f'], { mounts: ['/srv/data/f', '/sr'] }).paths.map(({ path }) => path)).toEqual(['/srv/data']);
  });

  test('has a remark for the closest of several volumes', () => {
    expect(remarks('/a/b/c', { volumes: ['/a', '/a/b', '/a/b/c'] })).toContain('is below /a/b, ');
  });
});
