import { ODD_LISTS } from './pod-with';
import { EmptyDirPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { hiddenClaimData } from '../../../../src/policy/controls/hardened/hidden-claim-data';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { harden } from '../../../../src/policy/engine/harden';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, goodContainer, goodPod, violations } from '../support';

const declared = (path: string, fields: Partial<EmptyDirPath> = {}): EmptyDirPath => ({ kind: 'emptyDir', path, sizeLimit: 1, inMemory: false, ...fields });
const VOLUMES = [
  { name: 'scratch', emptyDir: {} },
  { name: 'bare' },
  { name: 'claim', persistentVolumeClaim: { claimName: 'data' } },
  { name: 'closed', persistentVolumeClaim: { claimName: 'data', readOnly: true } },
  { name: 'pod', ephemeral: { volumeClaimTemplate: {} } },
  { name: 'node', hostPath: { path: '/srv' } },
  { name: 'config', configMap: { name: 'x' } },
];
const podWith = (...volumeMounts: unknown[]) => goodPod((spec) => {
  Object.assign(spec, { volumes: VOLUMES, initContainers: [], containers: [{ ...goodContainer('main'), volumeMounts }] });
});
const mount = (name: string, mountPath: string, fields: object = {}) => ({ name, mountPath, ...fields });
const HIDDEN = ['spec.containers[0].volumeMounts[1].mountPath'];
const settings = { choices: { writablePaths: [declared('/data/cache')] } };

test.each<[string, object, object, string[]]>([
  ['in a PVC', mount('claim', '/data'), mount('scratch', '/data/cache'), HIDDEN],
  ['in a PVC, in other spellings', mount('claim', 'data/'), mount('scratch', '//data/./cache/'), HIDDEN],
  ['in a subdirectory of a PVC', mount('claim', '/data', { subPath: 'a' }), mount('scratch', '/data/cache'), HIDDEN],
  ['in a PVC of a template', mount('template', '/data'), mount('scratch', '/data/cache'), HIDDEN],
  ['in a hostPath', mount('node', '/data'), mount('scratch', '/data/cache'), HIDDEN],
  ['in a PVC, as a volume without a type', mount('claim', '/data'), mount('bare', '/data/cache'), HIDDEN],
  ['in a read-only PVC', mount('closed', '/data'), mount('scratch', '/data/cache'), []],
  ['in a read-only mount', mount('claim', '/data', { readOnly: true }), mount('scratch', '/data/cache'), []],
  ['in an ephemeral volume', mount('pod', '/data'), mount('scratch', '/data/cache'), []],
  ['in an emptyDir', mount('bare', '/data'), mount('scratch', '/data/cache'), []],
  ['in a ConfigMap', mount('config', '/data'), mount('scratch', '/data/cache'), []],
  ['next to a PVC', mount('claim', '/database'), mount('scratch', '/data/cache'), []],
  ['in the same PVC', mount('claim', '/data'), mount('claim', '/data/cache'), []],
  ['that is not declared', mount('claim', '/data'), mount('scratch', '/data/other'), []],
])('evaluates a path %s', (_, above, below, expected) => {
  expect(found(hiddenClaimData, podWith(above, below), undefined, settings)).toEqual(expected);
});

test('uses the closest mount above the path', () => {
  const pod = podWith(mount('claim', '/'), mount('bare', '/data'), mount('scratch', '/data/cache'));
  expect(found(hiddenClaimData, pod, undefined, settings)).toEqual([]);
});

test.each<[Partial<EmptyDirPath>, boolean]>([
  [{}, true],
  [{ inMemory: true }, true],
  [{ seed: { replaces: false } }, true],
  [{ ephemeral: false }, true],
  [{ ephemeral: true }, false],
  [{ container: 'other' }, false],
])('evaluates a path that is %j: reported %p', (fields, isReported) => {
  const pod = podWith(mount('claim', '/data'), mount('scratch', '/data/cache'));
  expect(found(hiddenClaimData, pod, undefined, { choices: { writablePaths: [declared('/data/cache', fields)] } })).toEqual(isReported ? HIDDEN : []);
});

test('a path in a PVC is not reported', () => {
  const writablePaths = [{ kind: 'persistentVolumeClaim' as const, path: '/data/cache', claim: { name: 'data' } }];
  expect(found(hiddenClaimData, podWith(mount('claim', '/data'), mount('scratch', '/data/cache')), undefined, { choices: { writablePaths } })).toEqual([]);
});

test('does not report /tmp', () => {
  expect(found(hiddenClaimData, podWith(mount('claim', '/'), mount('scratch', '/tmp')), undefined, { choices: { writablePaths: [declared('/tmp')] } })).toEqual([]);
  expect(found(hiddenClaimData, podWith(mount('claim', '/tmp/a'), mount('scratch', '/tmp/a/b')), undefined, { choices: { writablePaths: [declared('/tmp/a/b')] } })).toEqual(HIDDEN);
});

test('names the volume that the path hides', () => {
  expect(violations(hiddenClaimData, podWith(mount('claim', '/data'), mount('scratch', '/data/cache')), undefined, settings)).toMatchObject([
    { container: 'main', value: '/data/cache', detail: 'this emptyDir hides a directory of the persistent volume at "/data"' },
  ]);
});

test.each<[boolean | undefined, number]>([[undefined, 1], [true, 0]])(
  'evaluates a path in the claim template of a hardened StatefulSet, ephemeral: %p, with %i findings', (ephemeral, times) => {
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        template: { spec: { containers: [{ name: 'main', volumeMounts: [mount('data', '/data')] }] } },
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
    };
    const chosen = amended(DEFAULT_CONTEXT, { choices: { writablePaths: [declared('/data/cache', { ephemeral })] } });
    const findings = evaluate(harden(set, chosen).manifest, profileOf('hardened'), chosen);
    expect(findings.filter(({ control }) => control === hiddenClaimData)).toHaveLength(times);
  });

test.each(ODD_LISTS)('survives mounts and volumes of %j', (list) => {
  const odd = goodPod((spec) => { spec.volumes = list; spec.containers[0].volumeMounts = list; });
  expect(() => found(hiddenClaimData, odd, undefined, settings)).not.toThrow();
});
