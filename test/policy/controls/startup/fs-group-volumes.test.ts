import { fsGroupVolumes } from '../../../../src/policy/controls/startup/fs-group-volumes';
import { found, goodPod } from '../support';

const podWith = (source: unknown, change: (spec: any) => void = () => {}) => goodPod((spec) => {
  spec.volumes.push(Object.assign({ name: 'data' }, source));
  spec.containers[0].volumeMounts.push({ name: 'data', mountPath: '/data' });
  change(spec);
});
const claimOf = (accessModes: unknown) => ({ ephemeral: { volumeClaimTemplate: { spec: { accessModes } } } });
const ACCESS_MODES = ['spec.volumes[2].ephemeral.volumeClaimTemplate.spec.accessModes'];

it.each<[string, unknown, string[]]>([
  ['nfs', { nfs: { server: 'x', path: '/' } }, ['spec.volumes[2].nfs']],
  ['hostPath, whose owner node agents know', { hostPath: { path: '/x' } }, []],
  ['cephfs', { cephfs: {} }, ['spec.volumes[2].cephfs']],
  ['glusterfs', { glusterfs: {} }, ['spec.volumes[2].glusterfs']],
  ['quobyte', { quobyte: {} }, ['spec.volumes[2].quobyte']],
  ['read-only nfs', { nfs: { readOnly: true } }, []],
  ['null', { nfs: null }, []],
  ['emptyDir', { emptyDir: {} }, []],
  ['a PVC', { persistentVolumeClaim: { claimName: 'x' } }, []],
  ['an ephemeral PVC for one node', claimOf(['ReadWriteOnce']), []],
  ['an ephemeral PVC for many nodes', claimOf(['ReadWriteMany']), ACCESS_MODES],
  ['malformed access modes', claimOf('ReadWriteMany'), []],
  ['malformed JSON', { ephemeral: 'x' }, []],
])('reports what is wrong, and nothing else: %s', (_, source, expected) => {
  expect(found(fsGroupVolumes, podWith(source))).toEqual(expected);
});

it.each<[string, (spec: any) => void, string[]]>([
  ['an init container writes it', (spec) => { spec.initContainers[0].volumeMounts = spec.containers[0].volumeMounts.splice(1, 1); }, ['spec.volumes[2].nfs']],
  ['it is mounted read-only', (spec) => { spec.containers[0].volumeMounts[1].readOnly = true; }, []],
  ['no container mounts it', (spec) => { spec.containers[0].volumeMounts = null; }, []],
  ['fsGroup is 0', (spec) => { spec.securityContext.fsGroup = 0; }, ['spec.volumes[2].nfs']],
  ['there is no fsGroup', (spec) => { spec.securityContext.fsGroup = null; }, []],
  ['there are malformed volumes', (spec) => { spec.volumes.push(null, 'x'); }, ['spec.volumes[2].nfs']],
])('evaluates nfs if %s', (_, change, expected) => {
  expect(found(fsGroupVolumes, podWith({ nfs: {} }, change))).toEqual(expected);
});

describe('a PVC of a declared writable path', () => {
  const writablePaths = (claim: object) => ({ choices: { writablePaths: [{ kind: 'persistentVolumeClaim' as const, path: '/data', claim: { name: 'x', ...claim } }] } });
  const FIELD = ['spec.volumes[2].persistentVolumeClaim.claimName'];

  it.each<[string, object, string[]]>([
    ['for many nodes', { accessModes: ['ReadWriteMany'] }, FIELD],
    ['for many nodes and for one', { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] }, FIELD],
    ['for one node', { accessModes: ['ReadWriteOnce'] }, []],
    ['with unknown access modes', {}, []],
    ['with another name', { name: 'y', accessModes: ['ReadWriteMany'] }, []],
    ['whose ownership is taken', { accessModes: ['ReadWriteMany'], ownership: {} }, []],
  ])('reports what is wrong, and nothing else: %s', (_, claim, expected) => {
    expect(found(fsGroupVolumes, podWith({ persistentVolumeClaim: { claimName: 'x' } }), undefined, writablePaths(claim))).toEqual(expected);
  });

  it('is accepted if its ownership is taken in another path', () => {
    const [of, taking] = [{ accessModes: ['ReadWriteMany'] }, { ownership: {} }].map((claim) => writablePaths(claim).choices.writablePaths[0]);
    expect(found(fsGroupVolumes, podWith({ persistentVolumeClaim: { claimName: 'x' } }), undefined, { choices: { writablePaths: [of, taking] } })).toEqual([]);
  });
});
