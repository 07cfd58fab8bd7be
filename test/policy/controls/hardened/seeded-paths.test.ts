import { DeclaredPath } from '../../../../src/knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { seededPaths } from '../../../../src/policy/controls/hardened/seeded-paths';
import { harden } from '../../../../src/policy/engine/harden';
import { found, goodContainer, goodPod, violations } from '../support';

const SRV: DeclaredPath = { kind: 'emptyDir', path: '/srv', sizeLimit: 2 ** 20, inMemory: false, container: 'main', seed: { replaces: false } };
const policyWith = (...writablePaths: DeclaredPath[]): EvaluationContext =>
  (amended(DEFAULT_CONTEXT, { choices: { writablePaths: [...DEFAULT_CONTEXT.choices.writablePaths, ...writablePaths] } }));
const context = policyWith(SRV);
const seeded = (change: (spec: any) => void = () => {}): any => {
  const { manifest } = harden(goodPod(), context) as any;
  change(manifest.spec);
  return manifest;
};

test('accepts a seeded pod, and a pod without seeded paths', () => {
  expect(found(seededPaths, seeded(), undefined, context)).toEqual([]);
  expect(found(seededPaths, goodPod())).toEqual([]);
});

test.each<[string, (spec: any) => void, string]>([
  ['the init container is missing', (spec) => { spec.initContainers.shift(); }, 'spec.initContainers'],
  ['the pod has no init containers', (spec) => { spec.initContainers = null; }, 'spec.initContainers'],
  ['the init container is a regular container', (spec) => { spec.containers.push(spec.initContainers.shift()); }, 'spec.initContainers'],
  ['the init container copies nothing', (spec) => { spec.initContainers[0].args = ['image']; }, 'spec.initContainers[0].args'],
  ['the init container copies another path', (spec) => { spec.initContainers[0].args[1] = '/srv2'; }, 'spec.initContainers[0].args'],
  ['its arguments are malformed', (spec) => { spec.initContainers[0].args = { 0: '/srv' }; }, 'spec.initContainers[0].args'],
  ['the mount has another directory', (spec) => { spec.containers[0].volumeMounts[1].subPath = 'other'; }, 'spec.initContainers[0].args'],
  ['the mount is the whole volume', (spec) => { delete spec.containers[0].volumeMounts[1].subPath; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['the directory has two path segments', (spec) => { spec.containers[0].volumeMounts[1].subPath = 'a/b'; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['the directory is the root', (spec) => { spec.containers[0].volumeMounts[1].subPath = '.'; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['the directory is malformed', (spec) => { spec.containers[0].volumeMounts[1].subPath = 7; }, 'spec.containers[0].volumeMounts[1].mountPath'],
  ['the directory is an expression', (spec) => { spec.containers[0].volumeMounts[1].subPathExpr = '$(A)'; },
    'spec.containers[0].volumeMounts[1].mountPath'],
  ['the mount is read-only', (spec) => { spec.containers[0].volumeMounts[1].readOnly = true; }, 'spec.containers[0].volumeMounts[1].mountPath'],
])('reports an init container or mount if %s', (_, change, field) => {
  const all = violations(seededPaths, seeded(change), undefined, context);
  expect(all.map(({ container, allowKey }) => [container, allowKey])).toEqual([['main', '/srv']]);
  expect(found(seededPaths, seeded(change), undefined, context)).toEqual([field]);
});

test.each<[string, any]>([
  ['an init container', { container: 'setup' }],
  ['a regular container', { container: 'main' }],
  ['the only container, if none is named', { container: undefined }],
])('adds an init container for %s', (_, more) => {
  const { manifest } = harden(goodPod(), policyWith({ ...SRV, ...more })) as any;
  expect(manifest.spec.initContainers.map(({ name }: any) => name)).toEqual([`writable-seed-${more.container ?? 'main'}`, 'setup']);
});

test.each<[string, any, (spec: any) => void]>([
  ['an ephemeral container', { container: 'debug' }, (spec) => { spec.ephemeralContainers = [{ name: 'debug', image: 'x' }]; }],
  ['one of several containers, if none is named', { container: undefined }, (spec) => { spec.containers.push(goodContainer('side')); }],
  ['a mount of a whole volume', {}, (spec) => { spec.containers[0].volumeMounts.push({ name: 'tmp-main', mountPath: '/srv' }); }],
  ['a container without an image', {}, (spec) => { spec.containers[0].image = null; }],
  ['a container without a name', { container: undefined }, (spec) => { spec.containers[0].name = null; }],
  ['malformed init containers', {}, (spec) => { spec.initContainers = 'x'; }],
])('adds no init container for %s', (_, more, change) => {
  const { manifest } = harden(goodPod(change), policyWith({ ...SRV, ...more })) as any;
  expect(JSON.stringify(manifest.spec.initContainers)).not.toContain('writable-seed');
});

test.each([undefined, 7, ''])('adds no init container for a container whose name is %p', (name) => {
  const { manifest } = harden(goodPod((spec) => { spec.containers[0].name = name; }), policyWith({ ...SRV, container: undefined })) as any;
  expect(manifest.spec.initContainers.map((container: any) => container.name)).toEqual(['setup']);
});

describe('seeding with another image', () => {
  const other = policyWith({ ...SRV, seed: { image: 'busybox:1', replaces: false } });
  const fieldsFor = (given: EvaluationContext, runAsUser?: number) => {
    const pod = goodPod((spec) => {
      delete spec.securityContext.runAsUser;
      spec.containers[0].securityContext.runAsUser = runAsUser;
    });
    return found(seededPaths, harden(pod, given).manifest, undefined, given);
  };

  test('is reported if the user is unknown, since images may have different users', () => {
    expect(fieldsFor(amended(other, { choices: { identity: {} } }))).toEqual(['spec.containers[0].securityContext.runAsUser']);
  });

  test.each<[string, EvaluationContext, number | undefined]>([
    ['the pod has a user', other, undefined],
    ['the container has a user', amended(other, { choices: { identity: {} } }), 777],
    ['the platform assigns the user', amended(other, { target: { platform: 'openshift' }, choices: { identity: {} } }), undefined],
    ['the image is the same', amended(context, { choices: { identity: {} } }), undefined],
  ])('is accepted if %s', (_, given, runAsUser) => expect(fieldsFor(given, runAsUser)).toEqual([]));
});

test('the init container has the identity of its container, but not its weaknesses', () => {
  const { manifest } = harden(goodPod((spec) => {
    spec.containers[0].securityContext = { runAsUser: 777, privileged: true, readOnlyRootFilesystem: false, capabilities: { add: ['SYS_ADMIN'] } };
    spec.containers[0].env = [{ name: 'SECRET', value: 'x' }];
  }), context) as any;
  expect(manifest.spec.initContainers[0].securityContext).toEqual({
    allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 777,
  });
  expect(manifest.spec.initContainers[0].env).toBeUndefined();
});

test('keeps an existing init container of that name', () => {
  const own = { ...goodContainer('writable-seed-main'), args: ['x'] };
  const { manifest } = harden(goodPod((spec) => { spec.initContainers.unshift(own); }), context) as any;
  expect(manifest.spec.initContainers).toHaveLength(2);
  expect(manifest.spec.initContainers[0].args).toEqual(['x']);
});

test('puts `replace` before paths that are replaced', () => {
  const { manifest } = harden(goodPod(), policyWith(SRV, { ...SRV, path: '/opt', seed: { replaces: true } })) as any;
  expect(manifest.spec.initContainers[0].args.slice(1))
    .toEqual(['/srv', 'scratch-main--srv/srv', 'replace', '/opt', 'scratch-main--opt/opt']);
});
