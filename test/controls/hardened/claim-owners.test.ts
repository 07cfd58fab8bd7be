import { claimOwners } from '../../../src/controls/hardened/claim-owners';
import { harden } from '../../../src/engine/harden';
import { DEFAULT_SETTINGS, Settings } from '../../../src/settings/settings';
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

test('a claim with its owner is fine, and so is one that nobody takes', () => {
  expect(found(claimOwners, owned(), undefined, settings)).toEqual([]);
  expect(found(claimOwners, goodPod(), undefined, policyFor(undefined))).toEqual([]);
  expect(found(claimOwners, goodPod())).toEqual([]);
});

test.each<[string, (spec: any) => void]>([
  ['gone', (spec) => { spec.initContainers.shift(); }],
  ['of another name', (spec) => { spec.initContainers[0].name = 'own'; }],
  ['no init container', (spec) => { spec.containers.push(spec.initContainers.shift()); }],
  ['in no list', (spec) => { spec.initContainers = 'x'; }],
])('it is found where the init container is %s', (_, change) => {
  expect(found(claimOwners, owned(change), undefined, settings)).toEqual(['spec.initContainers']);
  expect(violations(claimOwners, owned(change), undefined, settings)).toMatchObject([{ container: 'main', allowKey: '/data' }]);
});

test('runs the image that is given, or the container\'s own', () => {
  const [owner] = owned().spec.initContainers;
  expect(owner).toMatchObject({ name: 'writable-owner-claim', imagePullPolicy: 'Always', args: ['65532:65532', '/cdk8s-hardened/claim'] });
  expect(owner.image).toBe((goodPod() as any).spec.containers[0].image);
  const { manifest } = harden(goodPod(), policyFor({ image: 'busybox:1' })) as any;
  expect(manifest.spec.initContainers[0].image).toBe('busybox:1');
});

test('is made for an init container too', () => {
  const { manifest } = harden(goodPod(), policyFor({}, 'setup')) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual(['writable-owner-claim', 'setup']);
});

test('is not made where nobody knows the user', () => {
  const unknown = { ...settings, identity: {} };
  const { manifest } = harden(goodPod((spec) => { delete spec.securityContext.runAsUser; }), unknown);
  expect(found(claimOwners, manifest, undefined, unknown)).toEqual(['spec.initContainers']);
});
