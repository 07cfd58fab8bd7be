import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { k8s, PersistentVolumeAccessMode, PersistentVolumeClaim, Secret, Deployment } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { HardenedDeployment, WritablePath } from '../../../src';
import { container, newChart, podSpecOf } from '../workloads/support';

const MANIFEST = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'mine' } };
const spec = (...accessModes: string[]) => ({ accessModes, resources: { requests: { storage: '1Gi' } } });

/** A construct of our user's own around an object. */
function wrapped(scope: Construct): IConstruct {
  const outer = new Construct(scope, 'outer');
  new ApiObject(outer, 'Resource', { ...MANIFEST, spec: spec('ReadWriteOnce') });
  return outer;
}

function patched(scope: Construct): IConstruct {
  const object = new ApiObject(scope, 'patched', { ...MANIFEST, spec: spec('ReadWriteMany') });
  object.addJsonPatch(JsonPatch.replace('/spec/accessModes', ['ReadWriteOnce']));
  return object;
}

test.each<[string, (scope: Construct) => IConstruct, string[] | undefined]>([
  ['of cdk8s-plus', (scope) => new PersistentVolumeClaim(scope, 'pvc', {
    metadata: { name: 'mine' }, storage: Size.gibibytes(1), accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
  }), ['ReadWriteOnce']],
  ['that exists outside the app', (scope) => PersistentVolumeClaim.fromClaimName(scope, 'pvc', 'mine') as unknown as IConstruct, undefined],
  ['as an ApiObject', (scope) => new ApiObject(scope, 'pvc', { ...MANIFEST, spec: spec('ReadWriteMany') }), ['ReadWriteMany']],
  ['as an ApiObject without a spec', (scope) => new ApiObject(scope, 'pvc', MANIFEST), undefined],
  ['with a patch', patched, ['ReadWriteOnce']],
  ['as a KubePersistentVolumeClaim', (scope) => new k8s.KubePersistentVolumeClaim(scope, 'pvc', { metadata: { name: 'mine' }, spec: { accessModes: ['ReadWriteOncePod'] } }),
    ['ReadWriteOncePod']],
  ['in a custom construct', wrapped, ['ReadWriteOnce']],
])('reads a PVC %s', (_, make, accessModes) => {
  const chart = newChart();
  const path = WritablePath.fromPersistentVolumeClaim('/data', make(chart));
  expect(path._toSettings()).toMatchObject({ claim: { name: 'mine', accessModes } });
  const { volumes } = podSpecOf(new HardenedDeployment(chart, 'web', { containers: [container()], writablePaths: [path] }));
  expect(volumes).toContainEqual({ name: 'claim-mine', persistentVolumeClaim: { claimName: 'mine' } });
});

test('reads a PVC of a hardened tree after its synthesis too', () => {
  const chart = newChart();
  const claim = new ApiObject(chart, 'pvc', { ...MANIFEST, spec: spec('ReadWriteMany') });
  podSpecOf(new HardenedDeployment(chart, 'web', { containers: [container()] }));
  expect(WritablePath.fromPersistentVolumeClaim('/data', claim)._toSettings()).toMatchObject({ claim: { accessModes: ['ReadWriteMany'] } });
});

test('accepts the name of a PVC', () => {
  const path = WritablePath.fromPersistentVolumeClaimName('/data', 'mine', { subPath: 'x' });
  expect(path._toSettings()).toMatchObject({ kind: 'persistentVolumeClaim', claim: { name: 'mine', subPath: 'x', accessModes: undefined } });
  expect(path.isPersistent).toBe(true);
});

test.each<[string, () => unknown, string]>([
  ['a Deployment', () => new Deployment(newChart(), 'web', { containers: [container()] }), 'the Deployment "shop/web"'],
  ['a Secret', () => new Secret(newChart(), 'secret'), 'the Secret "shop/secret"'],
  ['an imported Secret', () => Secret.fromSecretName(newChart(), 'secret', 'x'), 'the Secret "shop/secret"'],
  ['a PersistentVolume', () => new ApiObject(newChart(), 'pv', { apiVersion: 'v1', kind: 'PersistentVolume' }), 'the PersistentVolume "shop/pv"'],
  ['a chart', () => newChart(), 'the Chart "shop"'],
  ['undefined', () => undefined, 'undefined'],
  ['null', () => null, 'null'],
  ['an object', () => ({ name: 'x', kind: 'PersistentVolumeClaim' }), 'something that is not a construct'],
])('refuses %s as a PVC', (_, make, what) => {
  expect(() => WritablePath.fromPersistentVolumeClaim('/data', make() as any)).toThrow(`persistent path "/data" needs a PersistentVolumeClaim, but got ${what}: `
    + 'pass the PersistentVolumeClaim, or use WritablePath.fromPersistentVolumeClaimName("/data", "claim-name")');
});

test('refuses a name where a PVC is expected, and names the other factory', () => {
  expect(() => WritablePath.fromPersistentVolumeClaim('/data', 'mine' as any))
    .toThrow('got string "mine": pass the PersistentVolumeClaim, or use WritablePath.fromPersistentVolumeClaimName("/data", "mine")');
});

test.each([[''], [undefined], [7]])('refuses %j as the name of a PVC', (name) => {
  expect(() => WritablePath.fromPersistentVolumeClaimName('/data', name as any))
    .toThrow(`persistent path "/data" needs the name of a PersistentVolumeClaim, but got ${JSON.stringify(name)}`);
});
