import * as fc from 'fast-check';
import { listing, pathsOf, suggestFor } from './support';
import { WritablePath } from '../../../../src';

describe('suggested directories', () => {
  test.each<[string, string[], string[], string[]]>([
    ['the directory of a written file', ['/var/', '/var/log/'], ['C /var/', 'C /var/log/', 'A /var/log/app.log'], ['/var/log']],
    ['the topmost created directory', ['/var/', '/var/cache/', '/var/cache/other'],
      ['C /var/', 'C /var/cache/', 'A /var/cache/app/', 'A /var/cache/app/deep/', 'A /var/cache/app/deep/f', 'A /var/cache/app/g'], ['/var/cache/app']],
    ['the parent of a created directory if it has nothing else', ['/var/', '/var/cache/'],
      ['C /var/', 'C /var/cache/', 'A /var/cache/app/', 'A /var/cache/app/deep/', 'A /var/cache/app/deep/f', 'A /var/cache/app/g'], ['/var/cache']],
    ['no system directory, even if it has nothing else', ['/opt/'], ['C /opt/', 'A /opt/app/', 'A /opt/app/f'], ['/opt/app']],
    ['a created directory that is empty', ['/srv/', '/srv/other'], ['C /srv/', 'A /srv/new/'], ['/srv/new']],
    ['the parent of an empty created directory if it has nothing else', ['/srv/'], ['C /srv/', 'A /srv/new/'], ['/srv']],
    ['one below a shared directory that the image does not have', [],
      ['A /var/', 'A /var/cache/', 'A /var/cache/app/', 'A /var/cache/app/f', 'A /var/log/', 'A /var/log/app.log'], ['/var/cache/app', '/var/log']],
    ['the directory of a program that the image does not have', [], ['A /data/', 'A /data/a/', 'A /data/a/f', 'A /data/b/', 'A /data/b/f'], ['/data']],
    ['nested directories once', ['/srv/', '/srv/sub/'], ['A /srv/f', 'C /srv/sub/', 'A /srv/sub/f', 'A /srv/sub/deep/', 'A /srv/sub/deep/f'], ['/srv *']],
    ['both directories with a common prefix', ['/srv/', '/srv2/'], ['A /srv/f', 'A /srv2/f'], ['/srv', '/srv2']],
    ['a directory with a temporary file', ['/run/', '/run/lock/'], ['C /run/', 'C /run/lock/'], ['/run/lock']],
    ['a directory from which something was removed', ['/srv/', '/srv/gone', '/srv/kept'], ['C /srv/', 'D /srv/gone'], ['/srv *']],
    ['the parent of a name that no volume can have', ['/srv/'], ['C /srv/', 'A /srv/a:b/', 'A /srv/a:b/f'], ['/srv']],
    ['several directories', ['/a/', '/b/'], ['A /b/f', 'A /a/f'], ['/a', '/b']],
    ['none if nothing was written', ['/a/'], [], []],
  ])('include %s', (_, image, lines, expected) => {
    const suggestion = suggestFor(image, lines);
    expect(pathsOf(suggestion)).toEqual(expected);
    expect(suggestion.impossible).toEqual([]);
  });

  test('exclude what runtimes write themselves', () => {
    const lines = ['C /etc/', 'A /etc/mtab', 'A /etc/hosts', 'C /run/', 'A /run/.containerenv', 'A /.dockerenv', 'A /dev/',
      'A /dev/console', 'A /proc/', 'A /sys/'];
    expect(suggestFor([], lines)).toEqual({ paths: [], impossible: [], remarks: [] });
  });

  test('exclude /tmp as a VOLUME, which is mounted already', () => {
    expect(pathsOf(suggestFor(['/tmp/', '/var/tmp/'], ['A /var/tmp/f'], { volumes: ['/tmp'] }))).toEqual(['/var/tmp']);
  });

  test('have a remark that several of them are separate mounts', () => {
    expect(suggestFor(['/a/', '/b/'], ['A /a/f', 'A /b/f']).remarks).toEqual([expect.stringMatching(/^each of these paths is a separate mount/)]);
    expect(suggestFor(['/a/', '/b/'], ['A /a/f']).remarks).toEqual([]);
  });
});

describe('a directory that the program creates next to files of the image', () => {
  const IMAGE = ['/opt/', '/opt/app/', '/opt/app/webapps/', '/opt/app/webapps/ROOT.war', '/var/', '/var/lib/', '/var/lib/other'];
  const LINES = ['C /opt/app/webapps/', 'A /opt/app/webapps/ROOT/', 'A /opt/app/webapps/ROOT/index.html'];

  test('is writable by its parent, with the files of the image', () => {
    const suggestion = suggestFor(IMAGE, LINES, { started: ['/opt/app', '/opt/app/bin/start.sh'] });
    expect(pathsOf(suggestion)).toEqual(['/opt/app/webapps *']);
    expect(suggestion.paths[0].remarks).toEqual([]);
  });

  test.each<[string, string[], string[], object, string]>([
    ['what the container starts', IMAGE, LINES, { started: ['/opt/app/webapps/run.sh'] }, '/opt/app/webapps/ROOT'],
    ['its working directory', IMAGE, LINES, { started: ['/opt/app/webapps'] }, '/opt/app/webapps/ROOT'],
    ['what many programs share', IMAGE, ['A /var/lib/app/', 'A /var/lib/app/f'], {}, '/var/lib/app'],
  ])('is an empty volume where the parent holds %s', (_, image, lines, more, path) => {
    expect(pathsOf(suggestFor(image, lines, more))).toEqual([path]);
  });
});

describe('a directory that the program creates and removes again', () => {
  test.each<[string, string[], string[], string[]]>([
    ['its parent is writable', ['/var/', '/var/lib/', '/var/lib/other'], ['A /var/lib/new/', 'A /var/lib/new/f'], ['/var/lib *']],
    ['it is writable itself if its parent cannot be a volume', [], ['A /new/', 'A /new/f'], ['/new']],
  ])('requires that %s', (_, image, lines, expected) => {
    expect(pathsOf(suggestFor(image, lines, { after: listing(['/bin/', '/bin/sh', ...image]) }))).toEqual(expected);
  });

  test('is reported for a temporary file next to files of the runtime', () => {
    const image = ['/bin/', '/bin/sh', '/run/', '/etc/', '/etc/passwd'];
    const suggestion = suggestFor(image, ['C /run/', 'A /run/lock', 'C /etc/', 'A /etc/.pwd.lock', 'A /lock'], { after: listing(image) });
    expect(pathsOf(suggestion)).toEqual(['/etc *', '/run']);
    expect(suggestion.impossible.map(({ path }) => path)).toEqual(['/']);
  });
});

describe('seeded directories', () => {
  test.each<[string, string[], string[], string[]]>([
    ['a directory with files of the image', ['/srv/', '/srv/kept'], ['A /srv/f'], ['/srv *']],
    ['one with directories of the image: a program may expect them', ['/srv/', '/srv/sub/'], ['A /srv/f'], ['/srv *']],
    ['no directory that is empty in the image', ['/srv/'], ['A /srv/f'], ['/srv']],
    ['no directory that the image does not have', [], ['A /data/', 'A /data/f'], ['/data']],
    ['a system directory, even if it is empty', ['/opt/'], ['A /opt/f'], ['/opt *']],
    ['no directory of the program below a system directory', ['/opt/', '/opt/other'], ['C /opt/', 'A /opt/app/', 'A /opt/app/f'], ['/opt/app']],
    ['/etc, with all that is in it', ['/etc/', '/etc/passwd'], ['C /etc/', 'C /etc/passwd'], ['/etc *']],
  ])('include %s', (_, image, lines, expected) => {
    expect(pathsOf(suggestFor(image, lines))).toEqual(expected);
  });

  test('include a VOLUME independent of the diff', () => {
    const suggestion = suggestFor(['/data/', '/data/seed', '/cache/'], [], { volumes: ['/data', '/cache'] });
    expect(pathsOf(suggestion)).toEqual(['/cache', '/data *']);
    expect(suggestion.paths.map(({ isImageVolume }) => isImageVolume)).toEqual([true, true]);
  });

  test('include a VOLUME in another path separately, with its own files', () => {
    const { paths } = suggestFor(['/srv/', '/srv/data/', '/srv/data/kept', '/srv/data/more'], ['A /srv/f', 'A /srv/sub/', 'A /srv/sub/g'], { volumes: ['/srv/data', '/srv/data/deep'] });
    expect(paths.map(({ path, isSeeded, imageFiles, changes }) => [path, isSeeded, imageFiles, changes])).toEqual([
      ['/srv', false, 0, ['/srv/f', '/srv/sub/g']],
      ['/srv/data', true, 2, []],
      ['/srv/data/deep', false, 0, []],
    ]);
  });

  test('include the parent of a VOLUME with its files', () => {
    const { paths } = suggestFor(['/srv/', '/srv/kept', '/srv/data/', '/srv/data/kept'], ['A /srv/f'], { volumes: ['/srv/data'] });
    expect(paths.map(({ path, isSeeded, imageFiles }) => [path, isSeeded, imageFiles])).toEqual([['/srv', true, 2], ['/srv/data', true, 1]]);
  });

  describe('a directory that the user cannot read completely', () => {
    const image = ['/var/log/', '/var/log/open', '/var/log/closed'];
    const observation = (mode: number, reader: object = {}) => {
      const { before, after } = { before: new Map(), after: new Map() } as any;
      for (const [path, entry] of [['/bin/sh', { kind: 'file', mode: 0o755 }], ['/var/log', { kind: 'directory', mode: 0o755 }],
        ['/var/log/open', { kind: 'file', mode: 0o644 }], ['/var/log/closed', { kind: 'file', mode }]] as const) {
        before.set(path, { uid: 0, gid: 4, size: 1, ...entry });
        after.set(path, { uid: 0, gid: 4, size: 1, ...entry });
      }
      return { before, after, reader };
    };

    test('is not seeded, and has a remark', () => {
      const suggestion = suggestFor(image, ['A /var/log/app.log'], observation(0o640));
      expect(pathsOf(suggestion)).toEqual(['/var/log']);
      expect(suggestion.paths[0].remarks).toEqual(['not seeded, because a user that is not root cannot read /var/log/closed (0640): '
        + 'correct if the program needs none of the image\'s files in /var/log']);
    });

    test('is seeded if the program changes files of the image, and a remark names the unreadable file', () => {
      const suggestion = suggestFor(image, ['C /var/log/open'], observation(0o600, { uid: 101 }));
      expect(pathsOf(suggestion)).toEqual(['/var/log *']);
      expect(suggestion.paths[0].remarks).toEqual(['the user 101 cannot read /var/log/closed (0600), so the copy would fail: '
        + 'make it readable in the image, remove it, or have the program write elsewhere']);
    });

    test.each<[string, number, object]>([
      ['everyone can read it', 0o644, {}],
      ['its group can read it', 0o640, { uid: 101, gid: 4 }],
    ])('is seeded if %s', (_, mode, reader) => {
      const suggestion = suggestFor(image, ['A /var/log/app.log'], observation(mode, reader));
      expect(pathsOf(suggestion)).toEqual(['/var/log *']);
      expect(suggestion.paths[0].remarks).toEqual([]);
    });

    test('is evaluated for the owner, then the group, then others, as in the kernel', () => {
      expect(pathsOf(suggestFor(image, ['A /var/log/app.log'], observation(0o604, { uid: 101, gid: 4 })))).toEqual(['/var/log']);
    });
  });

  test('has a remark that suggests a seed image if the image has no shell', () => {
    const { before } = { before: new Map([['/srv/kept', { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 1 } as const]]) };
    expect(suggestFor([], ['A /srv/f'], { before }).paths[0].remarks).toEqual(['the image has no `sh` to copy its files with: set `seedImage`']);
  });
});

describe('paths that cannot be declared', () => {
  test.each<[string, string[], RegExp, RegExp]>([
    ['/', ['A /file'], /the root filesystem itself/, /HOME, or a working directory/],
    ['/opt', ['A /opt/', 'A /opt/f'], /has no such directory/, /`RUN mkdir \/opt`/],
    ['/a:b', ['A /a:b/', 'A /a:b/f'], /no volume can be mounted there/, /another directory/],
  ])('include %s', (path, lines, why, instead) => {
    const { paths, impossible } = suggestFor([], lines);
    expect(paths).toEqual([]);
    expect(impossible).toEqual([{
      path,
      why: expect.stringMatching(why),
      instead: expect.stringMatching(instead),
      changes: [lines[lines.length - 1].slice(2)],
      bytes: 10,
    }]);
  });

  test('do not prevent the others from being declared', () => {
    const { paths, impossible } = suggestFor(['/srv/'], ['A /file', 'A /srv/f']);
    expect(impossible.map(({ path }) => path)).toEqual(['/']);
    expect(paths.map(({ path }) => path)).toEqual(['/srv']);
  });
});

test('sizes include what was written, and large ones get more space', () => {
  const size = 700 * 2 ** 20;
  const entry = { kind: 'file', mode: 0o644, uid: 0, gid: 0, size } as const;
  const { paths } = suggestFor(['/a/', '/b/'], ['A /a/f', 'A /b/f'], { after: new Map([['/a/f', entry], ['/b/f', { ...entry, size: 5 }]]) });
  expect(paths.map(({ bytes, sizeLimit }) => [bytes, sizeLimit])).toEqual([[size, 2 * 2 ** 30], [5, undefined]]);
});

test('sizes include what is seeded, and only that', () => {
  const before = listing(['/bin/sh', '/a/', '/a/model', '/b/', '/b/model'], {
    '/a/model': { size: 900 * 2 ** 20 }, '/b/model': { size: 900 * 2 ** 20, mode: 0o600 },
  });
  const { paths } = suggestFor([], ['A /a/f', 'A /b/f'], { before, after: listing(['/a/f', '/b/f'], { '/a/f': { size: 200 * 2 ** 20 } }) });
  expect(paths.map(({ isSeeded, sizeLimit }) => [isSeeded, sizeLimit])).toEqual([[true, 3 * 2 ** 30], [false, undefined]]);
});

const STEP = fc.constantFrom('etc', 'usr', 'opt', 'bin', 'lib', 'lib64', 'var', 'run', 'secrets', 'dev', 'shm', 'proc', 'sys', 'tmp', 'local', 'log', 'a:b', 'a\nb', "it's", 'x');
const PATH = fc.array(STEP, { minLength: 1, maxLength: 5 }).map((steps) => `/${steps.join('/')}`);
const CHANGE = fc.record({ path: PATH, kind: fc.constantFrom('added', 'changed', 'deleted') });

test('for any changes, WritablePath accepts the suggestion, no path is inside another, and every change is reported once', () => {
  fc.assert(fc.property(fc.uniqueArray(CHANGE, { selector: ({ path }) => path }), fc.array(PATH), (written: any[], image) => {
    const ancestors = (path: string) => path.split('/').slice(1, -1).map((_, index, steps) => `/${steps.slice(0, index + 1).join('/')}`);
    const directories = [...written.map(({ path }) => path), ...image].flatMap(ancestors);
    const before = new Map([...image.map((path) => [path, 'file']), ...image.flatMap(ancestors).map((path) => [path, 'directory'])]
      .map(([path, kind]) => [path, { kind, mode: 0o755, uid: 0, gid: 0, size: 1 } as any]));
    const after = new Map([...written.map(({ path }) => [path, 'file']), ...directories.map((path) => [path, 'directory'])]
      .map(([path, kind]) => [path, { kind, mode: 0o755, uid: 0, gid: 0, size: 1 } as any]));

    const { paths, impossible } = suggestFor([], [], { before, after, changes: written });

    for (const { path, isSeeded } of paths) {
      expect((isSeeded ? WritablePath.fromImage(path) : WritablePath.fromEmptyDir(path)).path).toBe(path);
      expect(paths.filter((other) => other.path.startsWith(`${path}/`))).toEqual([]);
    }
    const reported = [...paths, ...impossible].flatMap(({ changes }) => changes);
    expect(new Set(reported).size).toBe(reported.length);
    const leaves = written.filter(({ path }) => !directories.includes(path) && !/^\/(proc|sys|dev)/.test(path)).map(({ path }) => path);
    expect(reported).toEqual(expect.arrayContaining(leaves));
  }), { numRuns: 500 });
});
