import { DeclaredPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { claimOwners } from '../../../../src/policy/controls/hardened/claim-owners';
import { harden } from '../../../../src/policy/engine/harden';
import { found, goodPod, violations } from '../support';

const policyFor = (ownership: object | undefined, container = 'main'): EvaluationContext => (amended(DEFAULT_CONTEXT, { choices: { writablePaths: [...DEFAULT_CONTEXT.choices.writablePaths, { kind: 'persistentVolumeClaim', path: '/data', container, claim: { name: 'claim', ownership } }] } }));
const context = policyFor({});
const owned = (change: (spec: any) => void = () => {}): any => {
  const { manifest } = harden(goodPod(), context) as any;
  change(manifest.spec);
  return manifest;
};

test('accepts a PVC with its owner, and a pod without one', () => {
  expect(found(claimOwners, owned(), undefined, context)).toEqual([]);
  expect(found(claimOwners, goodPod(), undefined, policyFor(undefined))).toEqual([]);
  expect(found(claimOwners, goodPod())).toEqual([]);
});

test.each<[string, (spec: any) => void]>([
  ['gone', (spec) => { spec.initContainers.shift(); }],
  ['named differently', (spec) => { spec.initContainers[0].name = 'own'; }],
  ['absent', (spec) => { spec.containers.push(spec.initContainers.shift()); }],
  ['not in a list', (spec) => { spec.initContainers = 'x'; }],
])('reports an init container that is %s', (_, change) => {
  expect(found(claimOwners, owned(change), undefined, context)).toEqual(['spec.initContainers']);
  expect(violations(claimOwners, owned(change), undefined, context)).toMatchObject([{ container: 'main', allowKey: '/data' }]);
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
  const writablePaths = [...DEFAULT_CONTEXT.choices.writablePaths, ...paths];
  const { manifest } = harden(goodPod(), amended(DEFAULT_CONTEXT, { choices: { writablePaths } })) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name).slice(0, 3)).toEqual(['writable-owner-one', 'writable-owner-two', 'setup']);
});

test('adds an owner for an init container too', () => {
  const { manifest } = harden(goodPod(), policyFor({}, 'setup')) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual(['writable-owner-claim', 'setup']);
});

test('adds an owner only for the claims that get one', () => {
  const other: DeclaredPath = { kind: 'persistentVolumeClaim', path: '/other', container: 'main', claim: { name: 'other' } };
  const both = amended(context, { choices: { writablePaths: [other, ...context.choices.writablePaths] } });
  const { manifest } = harden(goodPod(), both) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual(['writable-owner-claim', 'setup']);
  expect(found(claimOwners, manifest, undefined, both)).toEqual([]);
});

test('adds no owner if the user is unknown', () => {
  const unknown = amended(context, { choices: { identity: {} } });
  const { manifest } = harden(goodPod((spec) => { delete spec.securityContext.runAsUser; }), unknown);
  expect(found(claimOwners, manifest, undefined, unknown)).toEqual(['spec.initContainers']);
});
