import { allChanges, FileChange, readDockerDiff, readPodmanDiff, withoutMounts, withoutOwnershipOnly } from '../../../../src/commands/cli/suggest/changes';
import { Entry } from '../../../../src/commands/cli/suggest/listing';

test('reads the diff of podman', () => {
  expect(readPodmanDiff('{"changed":["/etc","/etc/a b"],"added":["/x\\ny"],"deleted":["/srv/gone"]}')).toEqual([
    { kind: 'added', path: '/x\ny' },
    { kind: 'changed', path: '/etc' },
    { kind: 'changed', path: '/etc/a b' },
    { kind: 'deleted', path: '/srv/gone' },
  ]);
  expect(readPodmanDiff('{}\n')).toEqual([]);
  expect(readPodmanDiff('{"changed":null}')).toEqual([]);
});

test('reads the diff of Docker, including names with line breaks', () => {
  expect(readDockerDiff('C /etc\nA /etc/a b\nA /x\nA y\nz\nD /srv/gone\n')).toEqual([
    { kind: 'changed', path: '/etc' },
    { kind: 'added', path: '/etc/a b' },
    { kind: 'added', path: '/x\nA y\nz' },
    { kind: 'deleted', path: '/srv/gone' },
  ]);
  expect(readDockerDiff('')).toEqual([]);
});

test('combines two diffs without losing temporary files or duplicates', () => {
  const first = readDockerDiff('C /run\nA /run/lock\nC /a\nA /b');
  const second = readDockerDiff('C /run\nD /a\nC /b');
  expect(allChanges(first, second)).toEqual(readDockerDiff('D /a\nA /b\nC /run\nA /run/lock'));
});

test('ignores directories that exist only for mounts', () => {
  const changes = readDockerDiff('A /data\nA /data/deep\nA /data/deep/volume\nA /data/deeper\nA /etc/app.conf\nC /srv\nA /srv/volume\nA /srv/own');
  expect(withoutMounts(changes, ['/data/deep/volume', '/srv/volume', '/etc/app.conf']))
    .toEqual(readDockerDiff('A /data/deeper\nC /srv\nA /srv/own'));
  expect(withoutMounts(changes, [])).toEqual(changes);
});

describe('a change of the owner', () => {
  const was: Entry = { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 10, modified: 1000 };
  const remains = (is: Partial<Entry>, before = was, kind: FileChange['kind'] = 'changed') =>
    withoutOwnershipOnly([{ path: '/f', kind }], new Map([['/f', before]]), new Map([['/f', { ...before, ...is }]])).length > 0;

  test('is none if nothing else changed, or nothing at all', () => {
    expect([remains({ uid: 5 }), remains({ gid: 5 }), remains({})]).toEqual([false, false, false]);
    expect(remains({ uid: 5 }, { ...was, kind: 'directory' })).toBe(false);
  });

  test.each<[string, Partial<Entry>]>([['the content', { size: 11 }], ['the time', { modified: 2000 }], ['the mode', { mode: 0o600 }], ['the kind', { kind: 'link' }]])(
    'counts with a change of %s', (_, is) => expect(remains({ uid: 5, ...is })).toBe(true));

  test('counts where the time is unknown, and where the file is new or gone', () => {
    expect(remains({ uid: 5 }, { ...was, modified: undefined })).toBe(true);
    expect([remains({}, was, 'added'), remains({}, was, 'deleted')]).toEqual([true, true]);
    expect(withoutOwnershipOnly([{ path: '/f', kind: 'changed' }], new Map(), new Map([['/f', was]]))).toHaveLength(1);
  });
});
