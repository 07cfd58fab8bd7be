import { seededPaths } from '../../../src/controls/hardened/seeded-paths';
import { harden } from '../../../src/engine/harden';
import { DEFAULT_SETTINGS, Settings, DeclaredPath } from '../../../src/settings/settings';
import { found, goodContainer, goodPod, violations } from '../support';

const SRV: DeclaredPath = { path: '/srv', sizeLimit: 2 ** 20, inMemory: false, container: 'main', seed: { replaces: false } };
const policyWith = (...writablePaths: DeclaredPath[]): Settings =>
  ({ ...DEFAULT_SETTINGS, writablePaths: [...DEFAULT_SETTINGS.writablePaths, ...writablePaths] });
const settings = policyWith(SRV);
const seeded = (change: (spec: any) => void = () => {}): any => {
  const { manifest } = harden(goodPod(), settings) as any;
  change(manifest.spec);
  return manifest;
};

test('a seeded pod is fine, and so is every pod that seeds nothing', () => {
  expect(found(seededPaths, seeded(), undefined, settings)).toEqual([]);
  expect(found(seededPaths, goodPod())).toEqual([]);
});

test.each<[string, (spec: any) => void, string]>([
  ['there is no init container', (spec) => { spec.initContainers.shift(); }, 'spec.initContainers'],
  ['there are none at all', (spec) => { spec.initContainers = null; }, 'spec.initContainers'],
  ['it is no init container', (spec) => { spec.containers.push(spec.initContainers.shift()); }, 'spec.initContainers'],
  ['it copies nothing', (spec) => { spec.initContainers[0].args = ['image']; }, 'spec.initContainers[0].args'],
  ['it copies another path', (spec) => { spec.initContainers[0].args[1] = '/srv2'; }, 'spec.initContainers[0].args'],
  ['its arguments are odd', (spec) => { spec.initContainers[0].args = { 0: '/srv' }; }, 'spec.initContainers[0].args'],
  ['the mount is elsewhere', (spec) => { spec.containers[0].volumeMounts[1].subPath = 'other'; }, 'spec.initContainers[0].args'],
  ['the mount is a whole volume', (spec) => { delete spec.containers[0].volumeMounts[1].subPath; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['its directory has two steps', (spec) => { spec.containers[0].volumeMounts[1].subPath = 'a/b'; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['its directory is the root', (spec) => { spec.containers[0].volumeMounts[1].subPath = '.'; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['its directory is odd', (spec) => { spec.containers[0].volumeMounts[1].subPath = 7; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['its directory is an expression', (spec) => { spec.containers[0].volumeMounts[1].subPathExpr = '$(A)'; },
    'spec.containers[0].volumeMounts[1].mountPath'],
  ['it is read-only', (spec) => { spec.containers[0].volumeMounts[1].readOnly = true; }, 'spec.containers[0].volumeMounts[1].mountPath'],
])('it is found where %s', (_, change, field) => {
  const all = violations(seededPaths, seeded(change), undefined, settings);
  expect(all.map(({ container, allowKey }) => [container, allowKey])).toEqual([['main', '/srv']]);
  expect(found(seededPaths, seeded(change), undefined, settings)).toEqual([field]);
});

test.each<[string, any]>([
  ['an init container', { container: 'setup' }],
  ['a regular container', { container: 'main' }],
  ['the only container, where none is named', { container: undefined }],
])('is made for %s', (_, more) => {
  const { manifest } = harden(goodPod(), policyWith({ ...SRV, ...more })) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual([`writable-seed-${more.container ?? 'main'}`, 'setup']);
});

test.each<[string, any, (spec: any) => void]>([
  ['an ephemeral container', { container: 'debug' }, (spec) => { spec.ephemeralContainers = [{ name: 'debug', image: 'x' }]; }],
  ['one of several containers, where none is named', { container: undefined }, (spec) => { spec.containers.push(goodContainer('side')); }],
  ['a container without an image', {}, (spec) => { spec.containers[0].image = null; }],
  ['a container without a name', { container: undefined }, (spec) => { spec.containers[0].name = null; }],
  ['init containers that are no list', {}, (spec) => { spec.initContainers = 'x'; }],
])('is not made for %s', (_, more, change) => {
  const { manifest } = harden(goodPod(change), policyWith({ ...SRV, ...more })) as any;
  expect(JSON.stringify(manifest.spec.initContainers)).not.toContain('writable-seed');
});

test.each([undefined, 7, ''])('none is made for a container whose name is %p', (name) => {
  const { manifest } = harden(goodPod((spec) => { spec.containers[0].name = name; }), policyWith({ ...SRV, container: undefined })) as any;
  expect(manifest.spec.initContainers.map((container: any) => container.name)).toEqual(['setup']);
});

describe('by the programs of another image', () => {
  const other = policyWith({ ...SRV, seed: { image: 'busybox:1', replaces: false } });
  const fieldsFor = (given: Settings, runAsUser?: number) => {
    const pod = goodPod((spec) => {
      delete spec.securityContext.runAsUser;
      spec.containers[0].securityContext.runAsUser = runAsUser;
    });
    return found(seededPaths, harden(pod, given).manifest, undefined, given);
  };

  test('is found where nobody knows the user, who may be another in each image', () => {
    expect(fieldsFor({ ...other, identity: {} })).toEqual(['spec.containers[0].securityContext.runAsUser']);
  });

  test.each<[string, Settings, number | undefined]>([
    ['the pod has a user', other, undefined],
    ['the container has one', { ...other, identity: {} }, 777],
    ['the platform gives it one', { ...other, identity: {}, platform: 'openshift' }, undefined],
    ['the image is the same', { ...settings, identity: {} }, undefined],
  ])('is fine where %s', (_, given, runAsUser) => expect(fieldsFor(given, runAsUser)).toEqual([]));
});

test('takes over the identity, and none of the weaknesses, of its container', () => {
  const { manifest } = harden(goodPod((spec) => {
    spec.containers[0].securityContext = { runAsUser: 777, privileged: true, readOnlyRootFilesystem: false, capabilities: { add: ['SYS_ADMIN'] } };
    spec.containers[0].env = [{ name: 'SECRET', value: 'x' }];
  }), settings) as any;
  expect(manifest.spec.initContainers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 777,
  });
  expect(manifest.spec.initContainers[0].env).toBeUndefined();
});

test('leaves one that is there', () => {
  const own = { ...goodContainer('writable-seed-main'), args: ['x'] };
  const { manifest } = harden(goodPod((spec) => { spec.initContainers.unshift(own); }), settings) as any;
  expect(manifest.spec.initContainers).toHaveLength(2);
  expect(manifest.spec.initContainers[0].args).toEqual(['x']);
});

test('says `replace` before what is replaced', () => {
  const { manifest } = harden(goodPod(), policyWith(SRV, { ...SRV, path: '/opt', seed: { replaces: true } })) as any;
  expect(manifest.spec.initContainers[0].args.slice(1))
    .toEqual(['/srv', 'scratch-main--srv/srv', 'replace', '/opt', 'scratch-main--opt/opt']);
});
