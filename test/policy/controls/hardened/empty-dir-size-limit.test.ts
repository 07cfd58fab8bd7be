import { emptyDirSizeLimit } from '../../../../src/policy/controls/hardened/empty-dir-size-limit';
import { writablePaths } from '../../../../src/policy/controls/hardened/writable-paths';
import { fixesOf } from '../../../../src/policy/engine/fixes';
import { hardenBy } from '../../../../src/policy/engine/harden';
import { found, goodPod, violations } from '../support';
import { fixed } from './fixed';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';

const podWith = (...volumes: unknown[]) => goodPod((spec) => { spec.volumes = volumes; });

test.each([
  { name: 'a', emptyDir: {} }, { name: 'a', emptyDir: { sizeLimit: null } }, { name: 'a', emptyDir: { medium: 'Memory' } },
  { name: 'a', emptyDir: { sizeLimit: '0' } }, { name: 'a', emptyDir: { sizeLimit: 0 } }, { name: 'a', emptyDir: { sizeLimit: '0Gi' } },
  { name: 'a' }, { name: 'a', hostPath: null, emptyDir: null },
])('reports %j', (volume) => {
  expect(violations(emptyDirSizeLimit, podWith({ name: 'x', configMap: {} }, volume)))
    .toMatchObject([{ path: ['spec', 'volumes', 1, 'emptyDir', 'sizeLimit'], allowKey: volume.emptyDir?.medium ? 'a Memory' : 'a' }]);
});

test.each([
  { name: 'a', emptyDir: { sizeLimit: '1Gi' } }, { name: 'a', emptyDir: { sizeLimit: 1 } }, { name: 'a', emptyDir: { sizeLimit: 'x' } },
  { name: 'a', configMap: {} }, { name: 'a', persistentVolumeClaim: { claimName: 'b' } },
])('accepts %j', (volume) => expect(found(emptyDirSizeLimit, podWith(volume))).toEqual([]));

test('reports each volume, with its name as the waiver value', () => {
  const pins = violations(emptyDirSizeLimit, podWith({ name: 'a', emptyDir: {} }, { name: 'b', emptyDir: { sizeLimit: 1 } }, { emptyDir: {} })).map(({ allowKey }) => allowKey);
  expect(pins).toEqual(['a', '']);
});

test.each<[unknown, unknown]>([
  [{ name: 'a', emptyDir: {} }, { name: 'a', emptyDir: { sizeLimit: '1Gi' } }],
  [{ name: 'a', emptyDir: { medium: '', sizeLimit: null } }, { name: 'a', emptyDir: { medium: '', sizeLimit: '1Gi' } }],
  [{ name: 'a' }, { name: 'a', emptyDir: { sizeLimit: '1Gi' } }],
  [{ name: 'a', emptyDir: null }, { name: 'a', emptyDir: { sizeLimit: '1Gi' } }],
  ...[
    { name: 'a', emptyDir: { sizeLimit: '2Gi' } },
    { name: 'a', emptyDir: { sizeLimit: 0 } },
    { name: 'a', emptyDir: { medium: 'Memory' } },
    { name: 'a', emptyDir: 'text' },
    { name: 'a', secret: {} },
    'text',
    null,
    [],
  ].map((volume): [unknown, unknown] => [volume, volume]),
])('the fix turns %j into %j', (before, after) => {
  expect(fixed(emptyDirSizeLimit, podWith(before))).toEqual(podWith(after));
});

test('the fix is for emptyDirs that the library adds, too, whatever the order of controls', () => {
  const context: EvaluationContext = amended(DEFAULT_CONTEXT, { choices: { writablePaths: [{ kind: 'emptyDir', path: '/data', inMemory: false }] } });
  const { manifest }: any = hardenBy(goodPod(), () => ({ context, steps: fixesOf([emptyDirSizeLimit, writablePaths]) }));
  expect(manifest.spec.volumes.map(({ emptyDir }: any) => emptyDir.sizeLimit)).toEqual(['1Gi', '1Gi', '1Gi', '1Gi']);
});

test.each([null, 'text', 7, {}, [], [null], ['text'], [[]]])('survives volumes of %j', (volumes) => {
  const pod = goodPod((spec) => { spec.volumes = volumes; });
  expect(() => found(emptyDirSizeLimit, pod)).not.toThrow();
  expect(() => fixed(emptyDirSizeLimit, pod)).not.toThrow();
});
