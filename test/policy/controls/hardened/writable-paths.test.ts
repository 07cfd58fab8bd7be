import { fixed } from './fixed';
import { ODD_LISTS } from './pod-with';
import { JsonObject } from '../../../../src/formats/manifest/json';
import { DeclaredPath, EmptyDirPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { writablePaths } from '../../../../src/policy/controls/hardened/writable-paths';
import { found, goodContainer, goodPod, violations } from '../support';

const MIB = 2 ** 20;
const declaredPath = (path: string, fields: Partial<EmptyDirPath> = {}): EmptyDirPath => ({ kind: 'emptyDir', path, sizeLimit: MIB, inMemory: false, ...fields });
const mount = (mountPath: string, name = 'a', fields: JsonObject = {}) => ({ mountPath, name, ...fields });
const EMPTY_DIR = { name: 'a', emptyDir: { sizeLimit: '1Gi' } };
const CONFIG_MAP = { name: 'c', configMap: { name: 'x' } };

/** A pod whose only container has these mounts. */
const podWith = (volumeMounts: unknown, change: (spec: any, container: any) => void = () => {}) => goodPod((spec) => {
  Object.assign(spec, { initContainers: [], volumes: [EMPTY_DIR, CONFIG_MAP] });
  spec.containers[0].volumeMounts = volumeMounts;
  change(spec, spec.containers[0]);
});

const MOUNTS = 'spec.containers[0].volumeMounts';
const first = [`${MOUNTS}[0].mountPath`];

test.each<[string, unknown, string[]]>([
  ['a writable mount', [mount('/tmp')], []],
  ['a writable mount with a denormalized path', [mount('//tmp/')], []],
  ['a mount of an unknown volume', [mount('/tmp', 'claim')], []],
  ['no mount', [], [MOUNTS]],
  ['a mount elsewhere', [mount('/temp')], [MOUNTS]],
  ['a mount below the path', [mount('/tmp/x')], [MOUNTS]],
  ['a writable mount above the path', [mount('/')], [MOUNTS]],
  ['a read-only mount', [mount('/tmp', 'a', { readOnly: true })], first],
  ['a mount of a volume that is always read-only', [mount('/tmp', 'c')], first],
  ['a read-only mount above the path', [mount('/', 'c')], first],
  ['a writable mount below a read-only one', [mount('/', 'c'), mount('/tmp')], []],
  ['null', null, [MOUNTS]],
])('reports what is wrong, and nothing else: %s', (_, volumeMounts, expected) => {
  expect(found(writablePaths, podWith(volumeMounts))).toEqual(expected);
});

test('the message names the path, which is the waiver value', () => {
  expect(violations(writablePaths, podWith([]))).toMatchObject([{ container: 'main', detail: 'has no writable mount at "/tmp"', allowKey: '/tmp' }]);
  expect(violations(writablePaths, podWith([mount('/', 'c')])))
    .toMatchObject([{ value: '/', detail: 'this mount is read-only, so "/tmp" cannot be written', allowKey: '/tmp' }]);
});

test('reports the closest mount above the path', () => {
  const settings = { choices: { writablePaths: [declaredPath('/a/b/c')] } };
  expect(found(writablePaths, podWith([mount('/a', 'c'), mount('/a/b', 'c')]), undefined, settings)).toEqual([`${MOUNTS}[1].mountPath`]);
  expect(found(writablePaths, podWith([mount('/a', 'c'), mount('/a/b')]), undefined, settings)).toEqual([MOUNTS]);
});

test.each([false, undefined, null, 'true'])('ignores containers with readOnlyRootFilesystem %p, which has its own control', (value) => {
  expect(found(writablePaths, podWith([], (_, { securityContext }) => { securityContext.readOnlyRootFilesystem = value; }))).toEqual([]);
});

test('checks init containers, but not ephemeral ones, which cannot get their own volume', () => {
  const bare = { ...goodContainer('bare'), volumeMounts: [] };
  expect(found(writablePaths, podWith([mount('/tmp')], (spec) => Object.assign(spec, { initContainers: [bare], ephemeralContainers: [bare] }))))
    .toEqual(['spec.initContainers[0].volumeMounts']);
});

test('checks the path of a container only in that container', () => {
  const settings = { choices: { writablePaths: [declaredPath('/a'), declaredPath('/b', { container: 'main' }), declaredPath('/c', { container: 'other' })] } };
  expect(violations(writablePaths, podWith([]), undefined, settings).map(({ allowKey }) => allowKey)).toEqual(['/a', '/b']);
  expect(found(writablePaths, podWith([]), undefined, { choices: { writablePaths: [] } })).toEqual([]);
});

describe('the fix', () => {
  const specOf = (pod: JsonObject, ...paths: DeclaredPath[]) => fixed(writablePaths, pod, { choices: { writablePaths: paths } }).spec;

  test('adds an emptyDir for every container and path', () => {
    const spec = specOf({ apiVersion: 'v1', kind: 'Pod', spec: { initContainers: [{ name: 'i' }], containers: [{ name: 'm' }], ephemeralContainers: [{ name: 'e' }] } },
      declaredPath('/tmp'), declaredPath('/run', { inMemory: true, container: 'm' }));
    expect(spec).toEqual({
      initContainers: [{ name: 'i', volumeMounts: [{ mountPath: '/tmp', name: 'scratch-i--tmp' }] }],
      containers: [{ name: 'm', volumeMounts: [{ mountPath: '/tmp', name: 'scratch-m--tmp' }, { mountPath: '/run', name: 'scratch-m--run' }] }],
      ephemeralContainers: [{ name: 'e' }],
      volumes: [
        { name: 'scratch-i--tmp', emptyDir: { sizeLimit: '1Mi' } },
        { name: 'scratch-m--tmp', emptyDir: { sizeLimit: '1Mi' } },
        { name: 'scratch-m--run', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
      ],
    });
  });

  test.each<[string, unknown[]]>([
    ['a writable mount', [mount('/tmp')]],
    ['a read-only mount', [mount('/tmp', 'a', { readOnly: true })]],
    ['a denormalized mount', [mount('/tmp/')]],
    ['a read-only mount above', [mount('/', 'c')]],
  ])('does not change %s', (_, mounts) => {
    expect(specOf(podWith(mounts), declaredPath('/tmp'))).toEqual(podWith(mounts).spec);
  });

  test.each<[string, string[], string[]]>([
    ['before mounts below it', ['/a', '/tmp/x', '/tmp/y'], ['/a', '/tmp', '/tmp/x', '/tmp/y']],
    ['at the end if there are none', ['/a', '/b'], ['/a', '/b', '/tmp']],
  ])('inserts a mount %s', (_, before, after) => {
    const { containers } = specOf(podWith(before.map((path) => mount(path))), declaredPath('/tmp'));
    expect(containers[0].volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(after);
  });

  test('does not reuse the name of a volume or a PVC', () => {
    const taken = { name: 'scratch-main--tmp', configMap: {} };
    const { volumes: [, { name }] } = specOf(podWith([], (spec) => { spec.volumes = [taken]; }), declaredPath('/tmp'));
    expect(name).toMatch(/^scratch-main--tmp-[0-9a-f]{8}$/);
    const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { template: { spec: { containers: [{ name: 'main' }] } }, volumeClaimTemplates: [{ metadata: { name: 'scratch-main--tmp' } }] } };
    expect(fixed(writablePaths, set).spec.template.spec.volumes[0].name).toBe(name);
  });

  test('resolves what the check reports', () => {
    const bare = podWith(undefined);
    expect(found(writablePaths, bare)).toEqual([MOUNTS]);
    expect(found(writablePaths, fixed(writablePaths, bare))).toEqual([]);
  });

  test.each(['text', {}, 7])('does not change mounts or volumes of %j', (odd) => {
    expect(specOf(podWith(odd), declaredPath('/tmp'))).toEqual(podWith(odd).spec);
    const pod = podWith([], (spec) => { spec.volumes = odd; });
    expect(specOf(pod, declaredPath('/tmp'))).toEqual(pod.spec);
  });
});

test.each(ODD_LISTS)('survives containers, mounts and volumes of %j', (list) => {
  for (const pod of [podWith(list), podWith([], (spec) => { spec.containers = list; }), podWith([mount('/tmp')], (spec) => { spec.volumes = list; })]) {
    expect(() => found(writablePaths, pod)).not.toThrow();
    expect(() => fixed(writablePaths, pod)).not.toThrow();
  }
});
