import { mountUnderReadOnly } from '../../../../src/policy/controls/startup/mount-under-read-only';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, goodContainer, goodPod, violations } from '../support';

const VOLUMES = [
  { name: 'scratch', emptyDir: {} },
  { name: 'claim', persistentVolumeClaim: { claimName: 'data', readOnly: true } },
  { name: 'image', image: { reference: 'x' } },
  { name: 'config', configMap: { name: 'x' } },
  { name: 'secret', secret: { secretName: 'x' } },
  { name: 'info', downwardAPI: {} },
  { name: 'both', projected: { sources: [] } },
];

const podWith = (...volumeMounts: unknown[]) => goodPod((spec) => {
  spec.volumes = VOLUMES;
  spec.containers[0].volumeMounts = volumeMounts;
});

const inner = { name: 'scratch', mountPath: '/data/cache' };
const SECOND = ['spec.containers[0].volumeMounts[1].mountPath'];

it.each<[string, unknown[], string[]]>([
  ['a writable mount above', [{ name: 'scratch', mountPath: '/data' }, inner], []],
  ['a read-only mount above', [{ name: 'scratch', mountPath: '/data', readOnly: true }, inner], SECOND],
  ['a denormalized mount above', [{ name: 'scratch', mountPath: 'data/', readOnly: true }, inner], SECOND],
  ['a mount above that is later in the list', [inner, { name: 'scratch', mountPath: '/data', readOnly: true }],
    ['spec.containers[0].volumeMounts[0].mountPath']],
  ['a read-only PVC', [{ name: 'claim', mountPath: '/data' }, inner], SECOND],
  ['an image', [{ name: 'image', mountPath: '/data' }, inner], SECOND],
  ['a read-only claim template', [{ name: 'template', mountPath: '/data', readOnly: true }, inner], SECOND],
  ['a ConfigMap', [{ name: 'config', mountPath: '/data' }, inner], []],
  ['a Secret', [{ name: 'secret', mountPath: '/data', readOnly: true }, inner], []],
  ['a downward API volume', [{ name: 'info', mountPath: '/data' }, inner], []],
  ['a projected volume', [{ name: 'both', mountPath: '/data' }, inner], []],
  ['a file of a ConfigMap', [{ name: 'config', mountPath: '/data', subPath: 'a' }, inner], SECOND],
  ['a mount next to it', [{ name: 'claim', mountPath: '/data' }, { name: 'scratch', mountPath: '/database' }], []],
  ['a mount at the same path', [{ name: 'claim', mountPath: '/data' }, { name: 'scratch', mountPath: '/data' }], []],
  ['a writable mount in between', [{ name: 'claim', mountPath: '/data' }, inner, { name: 'scratch', mountPath: '/data/cache/x' }], SECOND],
  ['a read-only mount in between', [{ name: 'scratch', mountPath: '/' }, { name: 'claim', mountPath: '/data' }, inner],
    ['spec.containers[0].volumeMounts[2].mountPath']],
  ['malformed JSON', [null, 'x', { mountPath: 7, readOnly: true }], []],
])('reports what is wrong, and nothing else: %s', (_, mounts, expected) => {
  expect(found(mountUnderReadOnly, podWith(...mounts))).toEqual(expected);
});

it('checks containers of every list, and names the mount above', () => {
  const mounts = { volumeMounts: [{ name: 'claim', mountPath: '/data' }, inner] };
  const all = violations(mountUnderReadOnly, goodPod((spec) => {
    spec.volumes = VOLUMES;
    Object.assign(spec.initContainers[0], mounts);
    spec.ephemeralContainers = [{ ...goodContainer('debug'), ...mounts }];
  }));
  expect(all.map(({ container }) => container)).toEqual(['setup', 'debug']);
  expect(all[0].detail).toBe('is below "/data", which is mounted read-only');
});

const shared = (spec: any) => { spec.initContainers[0].volumeMounts = [{ name: 'scratch', mountPath: '/fill' }]; };

it.each<[string, object, 'error' | 'warning', ((spec: any) => void)?]>([
  ['an emptyDir', { name: 'scratch', mountPath: '/data', readOnly: true }, 'error'],
  ['an emptyDir that another container may fill', { name: 'scratch', mountPath: '/data', readOnly: true }, 'warning', shared],
  ['a file of a ConfigMap', { name: 'config', mountPath: '/data', subPath: 'a' }, 'error'],
  ['a PVC', { name: 'claim', mountPath: '/data' }, 'warning'],
  ['a claim of a claim template', { name: 'template', mountPath: '/data', readOnly: true }, 'warning'],
  ['a hostPath', { name: 'node', mountPath: '/data', readOnly: true }, 'warning'],
  ['an image', { name: 'image', mountPath: '/data' }, 'warning'],
])('has a severity below %s', (_, above, severity, change = () => {}) => {
  const pod = goodPod((spec) => {
    spec.volumes = [...VOLUMES, { name: 'node', hostPath: { path: '/' } }];
    spec.initContainers = [{ ...goodContainer('setup'), volumeMounts: [] }];
    spec.containers[0].volumeMounts = [above, { name: 'tmp', mountPath: '/data/cache' }];
    change(spec);
  });
  const findings = evaluate(pod, profileOf('hardened')).filter(({ control }) => control === mountUnderReadOnly);
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});
