import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { terminationMessagePath } from '../../../../src/policy/controls/hardened/termination-message-path';
import { found, goodContainer, goodPod, violations } from '../support';
import { PLACE, podWith } from './pod-with';

const withPath = (path: unknown, volumeMounts: unknown[] = []) => goodPod((spec) => {
  spec.volumes = [{ name: 'scratch', emptyDir: {} }, { name: 'config', configMap: { name: 'x' } }];
  spec.containers = [{ ...goodContainer('main'), terminationMessagePath: path, volumeMounts }];
});
const FIELD = ['spec.containers[0].terminationMessagePath'];

test.each([
  '/etc/passwd', '/usr/bin/app', '/tmp/../etc/passwd', '//etc//passwd', 'etc/passwd', '/tmp', '/tmp/', '/tmpfile', '/', '.',
  '/dev/termination-log/x', '/dev/termination', '/proc/self/x', '/dev/shm/x', '/data/message',
])('reports %s', (path) => expect(found(terminationMessagePath, withPath(path))).toEqual(FIELD));

test.each(['/dev/termination-log', '/dev//termination-log', '/tmp/message', '/tmp/a/../b', 'tmp/message', '', undefined, null, 7, {}, ['/etc/passwd']])(
  'accepts %j', (path) => expect(found(terminationMessagePath, withPath(path))).toEqual([]));

test.each<[string, string, object[], boolean]>([
  ['below a writable emptyDir', '/data/message', [{ name: 'scratch', mountPath: '/data' }], true],
  ['below a claim of a claim template', '/data/message', [{ name: 'template', mountPath: '/data/' }], true],
  ['at a writable mount', '/data', [{ name: 'scratch', mountPath: '/data' }], false],
  ['at a writable mount of one file', '/etc/passwd', [{ name: 'scratch', mountPath: '/etc/passwd', subPath: 'passwd' }], false],
  ['below a read-only emptyDir', '/data/message', [{ name: 'scratch', mountPath: '/data', readOnly: true }], false],
  ['below a ConfigMap', '/data/message', [{ name: 'config', mountPath: '/data' }], false],
  ['below a ConfigMap in /tmp', '/tmp/config/app.yaml', [{ name: 'config', mountPath: '/tmp/config' }], false],
  ['below a ConfigMap in a writable mount', '/data/a/b', [{ name: 'scratch', mountPath: '/data' }, { name: 'config', mountPath: '/data/a' }], false],
  ['that leaves a writable mount', '/data/../etc/passwd', [{ name: 'scratch', mountPath: '/data' }], false],
])('evaluates a path %s', (_, path, mounts, isAllowed) => expect(found(terminationMessagePath, withPath(path, mounts))).toEqual(isAllowed ? [] : FIELD));

test('accepts a path below a declared writable path of that container, which the fix mounts', () => {
  const writablePaths = [{ kind: 'emptyDir' as const, path: '/data', sizeLimit: 1, inMemory: false, container: 'main' }];
  expect(found(terminationMessagePath, withPath('/data/message'), undefined, { choices: { writablePaths } })).toEqual([]);
  expect(found(terminationMessagePath, withPath('/data/message'), undefined, { choices: { writablePaths: [{ ...writablePaths[0], container: 'other' }] } })).toEqual(FIELD);
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(terminationMessagePath, podWith({ terminationMessagePath: '/etc/passwd' }, list))).toEqual([`${PLACE[list]}.terminationMessagePath`]);
});

test('the message contains the normalized path', () => {
  expect(violations(terminationMessagePath, withPath('/tmp/../etc/passwd'))).toMatchObject([
    { container: 'main', value: '/tmp/../etc/passwd', detail: 'it resolves to "/etc/passwd"' },
  ]);
  expect(violations(terminationMessagePath, withPath('/etc/passwd'))[0].detail).toBeUndefined();
});
