import { JsonObject } from '../../../../src/formats/manifest/json';
import { APP, directoryOf, lockWith } from '../../../knowledge/image-lock/support';
import { found, goodPod } from '../support';
import { fixed } from './fixed';
import { ODD_LISTS, PLACE, podWith } from './pod-with';
import { testRequestAndLimit } from './request-and-limit';
import { ephemeralStorage } from '../../../../src/policy/controls/hardened/ephemeral-storage';

testRequestAndLimit(ephemeralStorage, 'ephemeral-storage');

test('is checked only if the settings limit it', () => {
  const bare = podWith({ resources: undefined });
  expect(found(ephemeralStorage, bare, undefined, { choices: { limitsEphemeralStorage: false } })).toEqual([]);
  expect(fixed(ephemeralStorage, bare, { choices: { limitsEphemeralStorage: false } })).toEqual(bare);
});

const STORAGE = 'ephemeral-storage';
const amounts = (request: unknown, limit: unknown) => ({
  ...(request !== undefined && { requests: { [STORAGE]: request } }),
  ...(limit !== undefined && { limits: { [STORAGE]: limit } }),
});

/** The request and the limit that the fix makes of those of a container with some mounts. */
function storageOf(before: JsonObject, volumeMounts: unknown[] = [], settings = {}): unknown[] {
  const pod = podWith({ resources: before, volumeMounts });
  const { resources } = fixed(ephemeralStorage, pod, settings).spec.containers[1];
  return [resources.requests?.[STORAGE], resources.limits?.[STORAGE]];
}

test.each<[string, unknown, unknown, [unknown, unknown]]>([
  ['missing resources', undefined, undefined, ['64Mi', '1Gi']],
  ['null', null, null, ['64Mi', '1Gi']],
  ['only a request', '128Mi', undefined, ['128Mi', '1Gi']],
  ['only a large request', '5Gi', undefined, ['5Gi', '5Gi']],
  ['only a limit', undefined, '3Gi', ['64Mi', '3Gi']],
  ['only a limit below the default request', undefined, '10Mi', ['10Mi', '10Mi']],
  ['a request and a limit', '1Mi', '2Mi', ['1Mi', '2Mi']],
  ['invalid quantities', 'x', 'y', ['x', 'y']],
  ['only an invalid request', 'x', undefined, ['x', '1Gi']],
  ['only an invalid limit', undefined, 'y', ['64Mi', 'y']],
])('the fix completes %s', (_, request, limit, expected) => {
  expect(storageOf(amounts(request, limit))).toEqual(expected);
});

test.each<[string, unknown, unknown, [unknown, unknown]]>([
  ['missing resources', undefined, undefined, ['1Gi', '1Gi']],
  ['only a request', '128Mi', undefined, ['128Mi', '128Mi']],
  ['a request of zero', '0', undefined, ['0', '1Gi']],
  ['only a limit', undefined, '3Gi', ['3Gi', '3Gi']],
])('on Autopilot the fix sets request and limit to the same amount, with %s', (_, request, limit, expected) => {
  expect(storageOf(amounts(request, limit), [], { target: { platform: 'gke-autopilot' } })).toEqual(expected);
});

describe('emptyDirs of the container', () => {
  const mount = (name: string, path: string) => ({ name, mountPath: path });
  const limitWith = (volumes: unknown[], mounts: unknown[]) => {
    const pod = goodPod((spec) => {
      spec.volumes = volumes;
      Object.assign(spec.containers[0], { resources: {}, volumeMounts: mounts });
    });
    return fixed(ephemeralStorage, pod).spec.containers[0].resources.limits[STORAGE];
  };

  test.each<[string, unknown[], unknown[], string]>([
    ['one with a size', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }], [mount('a', '/a')], '3Gi'],
    ['two with a size', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }, { name: 'b', emptyDir: { sizeLimit: '512Mi' } }], [mount('a', '/a'), mount('b', '/b')], '3584Mi'],
    ['one that is mounted twice', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }], [mount('a', '/a'), mount('a', '/b')], '3Gi'],
    ['one in memory', [{ name: 'a', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }], [mount('a', '/a')], '1Gi'],
    ['one that is not mounted', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }], [], '1Gi'],
    ['some without a size', [{ name: 'a', emptyDir: {} }, { name: 'b', emptyDir: { sizeLimit: 'x' } }], [mount('a', '/a'), mount('b', '/b')], '1Gi'],
    ['none', [{ name: 'a', configMap: {} }, null, 'text'], [mount('a', '/a'), null, mount('gone', '/b')], '1Gi'],
  ])('the limit includes volumes: %s', (_, volumes, mounts, expected) => expect(limitWith(volumes, mounts)).toBe(expected));
});

test('volumes for directories that only a lock file has share one limit', () => {
  const paths = ['/app/logs', '/app/run', '/srv/data'];
  const pod = goodPod((spec) => {
    const nameOf = (path: string) => `scratch-main-${path.replaceAll('/', '-')}`;
    spec.volumes = [...paths.map((path) => ({ name: nameOf(path), emptyDir: { sizeLimit: '1Gi' } })), { name: 'own', emptyDir: { sizeLimit: '4Gi' } }];
    spec.containers = [{ name: 'main', image: APP, volumeMounts: [...paths.map((path) => ({ name: nameOf(path), mountPath: path })), { name: 'own', mountPath: '/own' }] }];
  });
  const limit = (choices: object) => fixed(ephemeralStorage, pod, { choices }).spec.containers[0].resources.limits[STORAGE];
  const lock = lockWith({ uid: 1000, gid: 1000, directories: paths.map((path) => directoryOf(path, ['user'], 'nothing')) });
  expect(limit({ imageLock: { lock } })).toBe('6Gi');
  expect(limit({})).toBe('8Gi');
});

test('the fix does not change other resources, ephemeral containers, and malformed values', () => {
  const cpu = podWith({ resources: { limits: { cpu: '1' } }, volumeMounts: [] });
  expect(fixed(ephemeralStorage, cpu).spec.containers[1].resources).toEqual({ limits: { cpu: '1', [STORAGE]: '1Gi' }, requests: { [STORAGE]: '64Mi' } });
  for (const pod of [podWith({ resources: undefined }, 'ephemeralContainers'), podWith({ resources: 'text' }), podWith({ resources: { limits: [], requests: 7 } })]) {
    expect(fixed(ephemeralStorage, pod)).toEqual(pod);
  }
});

test('the fix resolves what the check reports', () => {
  const pod = podWith({ resources: undefined }, 'initContainers');
  expect(found(ephemeralStorage, pod)).toEqual(['requests', 'limits'].map((kind) => `${PLACE.initContainers}.resources.${kind}.${STORAGE}`));
  expect(found(ephemeralStorage, fixed(ephemeralStorage, pod))).toEqual([]);
});

test.each(ODD_LISTS)('survives containers of %j', (containers) => {
  expect(() => fixed(ephemeralStorage, goodPod((spec) => { spec.containers = containers; }))).not.toThrow();
});
