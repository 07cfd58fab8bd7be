import { ephemeralStorage } from '../../../src/controls/hardened/ephemeral-storage';
import { JsonObject } from '../../../src/manifest/json';
import { found, goodPod } from '../support';
import { fixed } from './fixed';
import { ODD_LISTS, PLACE, podWith } from './pod-with';
import { testRequestAndLimit } from './request-and-limit';

testRequestAndLimit(ephemeralStorage, 'ephemeral-storage');

test('is asked for only where the policy limits it', () => {
  const bare = podWith({ resources: undefined });
  expect(found(ephemeralStorage, bare, undefined, { limitsEphemeralStorage: false })).toEqual([]);
  expect(fixed(ephemeralStorage, bare, { limitsEphemeralStorage: false })).toEqual(bare);
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
  ['nothing', undefined, undefined, ['64Mi', '1Gi']],
  ['null', null, null, ['64Mi', '1Gi']],
  ['a request', '128Mi', undefined, ['128Mi', '1Gi']],
  ['a large request', '5Gi', undefined, ['5Gi', '5Gi']],
  ['a limit', undefined, '3Gi', ['64Mi', '3Gi']],
  ['a limit below what would be asked for', undefined, '10Mi', ['10Mi', '10Mi']],
  ['both', '1Mi', '2Mi', ['1Mi', '2Mi']],
  ['no quantities', 'x', 'y', ['x', 'y']],
  ['a request that is none', 'x', undefined, ['x', '1Gi']],
  ['a limit that is none', undefined, 'y', ['64Mi', 'y']],
])('of %s the fix makes both', (_, request, limit, expected) => {
  expect(storageOf(amounts(request, limit))).toEqual(expected);
});

test.each<[string, unknown, unknown, [unknown, unknown]]>([
  ['nothing', undefined, undefined, ['1Gi', '1Gi']],
  ['a request', '128Mi', undefined, ['128Mi', '128Mi']],
  ['a request of zero', '0', undefined, ['0', '1Gi']],
  ['a limit', undefined, '3Gi', ['3Gi', '3Gi']],
])('on Autopilot, of %s the fix makes both the same', (_, request, limit, expected) => {
  expect(storageOf(amounts(request, limit), [], { platform: 'gke-autopilot' })).toEqual(expected);
});

describe('scratch volumes', () => {
  const mount = (name: string, path: string) => ({ name, mountPath: path });
  const limitWith = (volumes: unknown[], mounts: unknown[]) => {
    const pod = goodPod((spec) => {
      spec.volumes = volumes;
      Object.assign(spec.containers[0], { resources: {}, volumeMounts: mounts });
    });
    return fixed(ephemeralStorage, pod).spec.containers[0].resources.limits[STORAGE];
  };

  test.each<[string, unknown[], unknown[], string]>([
    ['count with what they hold', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }], [mount('a', '/a')], '3Gi'],
    ['count each', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }, { name: 'b', emptyDir: { sizeLimit: '512Mi' } }], [mount('a', '/a'), mount('b', '/b')], '3584Mi'],
    ['count once, however often they are mounted', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }], [mount('a', '/a'), mount('a', '/b')], '3Gi'],
    ['do not count in memory', [{ name: 'a', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }], [mount('a', '/a')], '1Gi'],
    ['do not count in other containers', [{ name: 'a', emptyDir: { sizeLimit: '2Gi' } }], [], '1Gi'],
    ['do not count without a size', [{ name: 'a', emptyDir: {} }, { name: 'b', emptyDir: { sizeLimit: 'x' } }], [mount('a', '/a'), mount('b', '/b')], '1Gi'],
    ['are emptyDirs', [{ name: 'a', configMap: {} }, null, 'text'], [mount('a', '/a'), null, mount('gone', '/b')], '1Gi'],
  ])('reports what is wrong, and nothing else: %s', (_, volumes, mounts, expected) => expect(limitWith(volumes, mounts)).toBe(expected));
});

test('the fix leaves other resources, ephemeral containers, and what is no object', () => {
  const cpu = podWith({ resources: { limits: { cpu: '1' } }, volumeMounts: [] });
  expect(fixed(ephemeralStorage, cpu).spec.containers[1].resources).toEqual({ limits: { cpu: '1', [STORAGE]: '1Gi' }, requests: { [STORAGE]: '64Mi' } });
  for (const pod of [podWith({ resources: undefined }, 'ephemeralContainers'), podWith({ resources: 'text' }), podWith({ resources: { limits: [], requests: 7 } })]) {
    expect(fixed(ephemeralStorage, pod)).toEqual(pod);
  }
});

test('the fix makes what it finds missing', () => {
  const pod = podWith({ resources: undefined }, 'initContainers');
  expect(found(ephemeralStorage, pod)).toEqual(['requests', 'limits'].map((kind) => `${PLACE.initContainers}.resources.${kind}.${STORAGE}`));
  expect(found(ephemeralStorage, fixed(ephemeralStorage, pod))).toEqual([]);
});

test.each(ODD_LISTS)('survives containers of %j', (containers) => {
  expect(() => fixed(ephemeralStorage, goodPod((spec) => { spec.containers = containers; }))).not.toThrow();
});
