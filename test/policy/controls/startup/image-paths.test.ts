import { toFieldPath } from '../../../../src/formats/manifest/paths';
import { imagePaths } from '../../../../src/policy/controls/startup/image-paths';
import { APP, APP_SOURCE, DIGEST, directoryOf, lockWith, lockWithFacts } from '../../../knowledge/image-lock/support';
import { found, goodPod, violations } from '../support';

const FIELD = 'spec.containers[0].volumeMounts';
const podWith = (image: unknown, paths: readonly string[], more: object = {}) => goodPod((spec) => {
  delete spec.initContainers;
  spec.volumes = [{ name: 'scratch', emptyDir: {} }, { name: 'settings', configMap: { name: 's' } }];
  spec.containers = [{
    name: 'main', image, securityContext: { readOnlyRootFilesystem: true }, volumeMounts: paths.map((mountPath) => ({ name: 'scratch', mountPath })), ...more,
  }];
});

test.each<[string, unknown, string[], object, string[]]>([
  ['without any of its paths', 'nginx:1.29', [], {}, [FIELD]],
  ['without one of its paths', 'nginx:1.29', ['/run'], {}, [FIELD]],
  ['with all of its paths', 'nginx:1.29', ['/run', '/var/cache/nginx'], {}, []],
  ['with a path by its other name', 'nginx:1.29', ['/var/run', '/var/cache/nginx'], {}, []],
  ['with a mount above a path', 'nginx:1.29', ['/run', '/var'], {}, []],
  ['with a read-only mount at a path', 'nginx:1.29', ['/run'], { volumeMounts: [{ name: 'settings', mountPath: '/var/cache/nginx' }, { name: 'scratch', mountPath: '/run' }] }, [FIELD]],
  ['with a writable root', 'nginx:1.29', [], { securityContext: {} }, []],
  ['with a command of its own', 'nginx:1.29', [], { command: ['sh'] }, []],
  ['that writes nothing', 'memcached:1.6', [], {}, []],
  ['that no one knows', 'registry.example/app:1', [], {}, []],
  ['whose data is elsewhere', 'postgres:17', ['/var/run/postgresql', '/data'], { env: [{ name: 'PGDATA', value: '/data/pg' }] }, []],
])('evaluates an image %s', (_, image, paths, more, expected) => expect(found(imagePaths, podWith(image, paths, more))).toEqual(expected));

test('says what is known, and which paths are missing', () => {
  expect(violations(imagePaths, podWith('nginx:1.29', ['/run']))).toMatchObject([
    { detail: 'nginx 1.29 is known to write to /var/cache/nginx, but there is no writable mount', allowKey: '/var/cache/nginx' },
  ]);
});

test('a waiver names all paths that are missing', () => {
  expect(violations(imagePaths, podWith('nginx:1.29', []))).toMatchObject([{ allowKey: expect.stringMatching(/^\/[\w/]+(?:, \/[\w/]+)+$/) }]);
});

test('says why an image needs a writable root', () => {
  const [{ detail, remedy, path }] = violations(imagePaths, podWith('registry.k8s.io/ingress-nginx/controller:v1.13.0', []));
  expect(toFieldPath(path)).toBe('spec.containers[0].securityContext.readOnlyRootFilesystem');
  expect(detail).toContain('ingress-nginx 1.13.0 needs a writable root: It writes its configuration');
  expect(remedy).toContain('waive read-only-root-filesystem');
});

test('finds nothing where images do not count', () => {
  expect(found(imagePaths, podWith('nginx:1.29', []), undefined, { choices: { imageFacts: 'hint' } })).toEqual([FIELD]);
  expect(found(imagePaths, podWith('nginx:1.29', []), undefined, { choices: { imageFacts: 'off' } })).toEqual([]);
});

describe('what the image itself declares, in a lock file', () => {
  const facts = {
    user: 'app',
    uid: 1000,
    gid: 1000,
    directories: [directoryOf('/app/logs', ['user'], 'nothing'), directoryOf('/data', ['volume'], 'files')],
  };
  const of = (paths: string[], more = {}) =>
    violations(imagePaths, podWith(APP, paths, more), undefined, { choices: { imageLock: { lock: lockWith(facts) } } });

  test('an empty directory without a mount is found', () => {
    expect(of([])).toMatchObject([{ detail: `${APP} (${APP_SOURCE}) is built to write to /app/logs, but there is no writable mount`, allowKey: '/app/logs' }]);
  });

  test.each<[string, string[], object]>([['mounted', ['/app/logs'], {}], ['below a mount', ['/app'], {}], ['of another command', [], { command: ['x'] }]])('none that is %s', (_, paths, more) =>
    expect(of(paths, more)).toEqual([]));

  test('beside a family, both sources are named', () => {
    const lock = lockWithFacts({ digest: DIGEST, read: 'files', platforms: [{ platforms: ['linux/amd64'], ...facts }] }, 'docker.io/library/nginx:1.29');
    expect(violations(imagePaths, podWith('nginx:1.29', ['/run']), undefined, { choices: { imageLock: { lock } } })).toMatchObject([
      { detail: `nginx 1.29 is known to write to /var/cache/nginx, and nginx:1.29 (${APP_SOURCE}) is built to write to /app/logs, but there is no writable mount` },
    ]);
  });
});
