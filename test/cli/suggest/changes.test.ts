import { allChanges, readDockerDiff, readPodmanDiff, withoutMounts } from '../../../src/cli/suggest/changes';

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
