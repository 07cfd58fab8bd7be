import { DeclaredPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { claimOwners } from '../../../../src/policy/controls/hardened/claim-owners';
import { harden } from '../../../../src/policy/engine/harden';
import { DEFAULT_SETTINGS, Settings } from '../../../../src/policy/settings/settings';
import { found, goodPod, violations } from '../support';

const policyFor = (ownership: object | undefined, container = 'main'): Settings => ({
  ...DEFAULT_SETTINGS,
  writablePaths: [...DEFAULT_SETTINGS.writablePaths, { kind: 'persistentVolumeClaim', path: '/data', container, claim: { name: 'claim', ownership } }],
});
const settings = policyFor({});
const owned = (change: (spec: any) => void = () => {}): any => {
  const { manifest } = harden(goodPod(), settings) as any;
  change(manifest.spec);
  return manifest;
};

test('accepts a PVC with its owner, and a pod without one', () => {
  expect(found(claimOwners, owned(), undefined, settings)).toEqual([]);
  expect(found(claimOwners, goodPod(), undefined, policyFor(undefined))).toEqual([]);
  expect(found(claimOwners, goodPod())).toEqual([]);
});

test.each<[string, (spec: any) => void]>([
  ['gone', (spec) => { spec.initContainers.shift(); }],
  ['named differently', (spec) => { spec.initContainers[0].name = 'own'; }],
  ['absent', (spec) => { spec.containers.push(spec.initContainers.shift()); }],
  ['not in a list', (spec) => { spec.initContainers = 'x'; }],
])('reports an init container that is %s', (_, change) => {
  expect(found(claimOwners, owned(change), undefined, settings)).toEqual(['spec.initContainers']);
  expect(violations(claimOwners, owned(change), undefined, settings)).toMatchObject([{ container: 'main', allowKey: '/data' }]);
});

test('the owner container runs the given image, or that of the container', () => {
  const [owner] = owned().spec.initContainers;
  expect(owner).toMatchObject({ name: 'writable-owner-claim', imagePullPolicy: 'Always', args: ['65532:65532', '/cdk8s-hardened/claim'] });
  expect(owner.image).toBe((goodPod() as any).spec.containers[0].image);
  const { manifest } = harden(goodPod(), policyFor({ image: 'busybox:1' })) as any;
  expect(manifest.spec.initContainers[0].image).toBe('busybox:1');
});

test('adds an owner for each PVC, and one where two paths ask for the same', () => {
  const paths = [['one', '/one'], ['one', '/again'], ['two', '/two']].map(([name, path]): DeclaredPath => (
    { kind: 'persistentVolumeClaim', path, container: 'main', claim: { name, subPath: path.slice(1), ownership: {} } }));
  const { manifest } = harden(goodPod(), { ...DEFAULT_SETTINGS, writablePaths: [...DEFAULT_SETTINGS.writablePaths, ...paths] }) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name).slice(0, 3)).toEqual(['writable-owner-one', 'writable-owner-two', 'setup']);
});

test('adds an owner for an init container too', () => {
  const { manifest } = harden(goodPod(), policyFor({}, 'setup')) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual(['writable-owner-claim', 'setup']);
});

test('adds an owner only for the claims that get one', () => {
  const other: DeclaredPath = { kind: 'persistentVolumeClaim', path: '/other', container: 'main', claim: { name: 'other' } };
  const both = { ...settings, writablePaths: [other, ...settings.writablePaths] };
  const { manifest } = harden(goodPod(), both) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual(['writable-owner-claim', 'setup']);
  expect(found(claimOwners, manifest, undefined, both)).toEqual([]);
});

test('adds no owner if the user is unknown', () => {
  const unknown = { ...settings, identity: {} };
  const { manifest } = harden(goodPod((spec) => { delete spec.securityContext.runAsUser; }), unknown);
  expect(found(claimOwners, manifest, undefined, unknown)).toEqual(['spec.initContainers']);
});
