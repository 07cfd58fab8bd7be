import { memoryScratchLimit } from '../../../../src/policy/controls/startup/memory-scratch-limit';
import { found, goodPod, violations } from '../support';

const FIELD = 'spec.volumes[1].emptyDir.sizeLimit';

/** A pod whose container "main" has a memory limit of 256Mi, and `/tmp` in the second volume. */
const podWith = (emptyDir: unknown, change: (spec: any) => void = () => {}) => goodPod((spec) => {
  spec.volumes[1].emptyDir = emptyDir;
  change(spec);
});

it.each<[string, unknown, string[]]>([
  ['a limit below the memory limit', { medium: 'Memory', sizeLimit: '255Mi' }, []],
  ['a limit equal to the memory limit', { medium: 'Memory', sizeLimit: '256Mi' }, [FIELD]],
  ['an equal limit in another unit', { medium: 'Memory', sizeLimit: 268435456 }, [FIELD]],
  ['a limit above the memory limit', { medium: 'Memory', sizeLimit: '1Gi' }, [FIELD]],
  ['no limit', { medium: 'Memory' }, [FIELD]],
  ['null as limit', { medium: 'Memory', sizeLimit: null }, [FIELD]],
  ['an invalid quantity', { medium: 'Memory', sizeLimit: 'much' }, []],
  ['a volume on disk', { sizeLimit: '1Gi' }, []],
  ['huge pages', { medium: 'HugePages', sizeLimit: '1Gi' }, []],
  ['malformed JSON', 'Memory', []],
])('reports what is wrong, and nothing else: %s', (_, emptyDir, expected) => {
  expect(found(memoryScratchLimit, podWith(emptyDir))).toEqual(expected);
});

it.each<[string, (spec: any) => void, string[]]>([
  ['no container mounts it', (spec) => { spec.containers[0].volumeMounts = []; }, []],
  ['it is mounted read-only', (spec) => { spec.containers[0].volumeMounts[0].readOnly = true; }, []],
  ['one container mounts it twice', (spec) => { spec.containers[0].volumeMounts.push({ name: 'tmp-main', mountPath: '/run' }); }, [FIELD]],
  ['two containers mount it', (spec) => { spec.initContainers[0].volumeMounts[0].name = 'tmp-main'; }, [FIELD, FIELD]],
  ['the container has no memory limit', (spec) => { delete spec.containers[0].resources; }, []],
  ['the container has more memory', (spec) => { spec.containers[0].resources.limits.memory = '2Gi'; }, []],
  ['the memory limit is not a quantity', (spec) => { spec.containers[0].resources.limits.memory = 'much'; }, []],
])('evaluates an oversized volume if %s', (_, change, expected) => {
  expect(found(memoryScratchLimit, podWith({ medium: 'Memory', sizeLimit: '1Gi' }, change))).toEqual(expected);
});

it('names the container and its memory, and says what happens', () => {
  expect(violations(memoryScratchLimit, podWith({ medium: 'Memory', sizeLimit: '1Gi' }))).toEqual([
    expect.objectContaining({
      container: 'main',
      value: '1Gi',
      detail: 'if the files exceed the memory limit of "main", 256Mi, the container is killed, and again after each restart, because the files remain',
    }),
  ]);
});

it.each([null, {}, { limits: { memory: null } }, { requests: { memory: '1Mi' } }])('finds nothing without a memory limit, since nothing kills the container: %j', (resources) => {
  const withoutLimit = (spec: any) => { spec.containers[0].resources = resources; };
  expect(found(memoryScratchLimit, podWith({ medium: 'Memory' }, withoutLimit))).toEqual([]);
  expect(found(memoryScratchLimit, podWith({ medium: 'Memory', sizeLimit: '1Ti' }, withoutLimit))).toEqual([]);
});

it('is no reason why a pod does not start', () => {
  expect(memoryScratchLimit.risk).toBe('low');
});

describe('the memory limit of the pod', () => {
  const scratch = { medium: 'Memory', sizeLimit: '128Mi' };
  const withPodLimit = (memory: string) => podWith(scratch, (spec) => { spec.resources = { limits: { memory } }; });
  const withoutOwn = podWith(scratch, (spec) => {
    spec.resources = { limits: { memory: '100Mi' } };
    delete spec.containers[0].resources;
  });

  it('counts for a container with a larger one, or with none', () => {
    for (const pod of [withPodLimit('100Mi'), withoutOwn]) {
      expect(violations(memoryScratchLimit, pod, '1.34')).toEqual([expect.objectContaining({
        container: 'main', detail: expect.stringContaining('if the files exceed the memory limit of the pod, 100Mi'),
      })]);
    }
  });

  it('is none if it is larger than the files, or below Kubernetes 1.34', () => {
    expect(found(memoryScratchLimit, withPodLimit('200Mi'), '1.34')).toEqual([]);
    expect(found(memoryScratchLimit, withoutOwn, '1.33')).toEqual([]);
  });
});
