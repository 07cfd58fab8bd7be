import { tokenReadable } from '../../../../src/policy/controls/startup/token-readable';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodPod } from '../support';

const TOKEN = { name: 'token', projected: { defaultMode: 0o440, sources: [{ configMap: { name: 'x' } }, { serviceAccountToken: { path: 'token' } }] } };
/** A pod without fsGroup whose containers are not root, and mount the token. */
const podWithToken = (volume: unknown, change: (spec: any) => void) => goodPod((spec) => {
  Object.assign(spec.securityContext, { fsGroup: undefined, runAsUser: undefined });
  [...spec.initContainers, ...spec.containers].forEach(({ volumeMounts }: any) => volumeMounts.push({ name: 'token', mountPath: '/token' }));
  spec.volumes.push(volume);
  change(spec);
});
const podWith = (fsGroup: unknown, volume: unknown) => podWithToken(volume, (spec) => { spec.securityContext.fsGroup = fsGroup; });

// https://github.com/kubernetes/kubernetes/blob/v1.34.0/test/e2e/auth/service_accounts.go has the same cases.
it.each<[unknown, boolean]>([
  [undefined, true], [null, true], [0o644, true], [0o604, true], [420, true], ['text', true], [0o600, false], [0o400, false], [0o440, false], [0o640, false],
])('evaluates a defaultMode of %p', (defaultMode, isReadable) => {
  const volume = { ...TOKEN, projected: { ...TOKEN.projected, defaultMode } };
  expect(found(tokenReadable, podWith(undefined, volume))).toEqual(isReadable ? [] : ['spec.securityContext.fsGroup']);
});

it.each<[unknown, PlatformName, boolean]>([
  [undefined, 'kubernetes', false],
  [null, 'kubernetes', false],
  [undefined, 'gke-autopilot', false],
  [65532, 'kubernetes', true],
  [0, 'kubernetes', true],
  [undefined, 'openshift', true],
  [undefined, 'openshift-v3', true],
])('evaluates an fsGroup of %p on %s', (fsGroup, platform, isReadable) => {
  expect(found(tokenReadable, podWith(fsGroup, TOKEN), undefined, { target: { platform } })).toEqual(isReadable ? [] : ['spec.securityContext.fsGroup']);
});

it.each([
  null, 'text', {}, { secret: {} }, { projected: null }, { projected: { sources: 'text' } }, { projected: { sources: [null, {}, { secret: {} }] } },
  { projected: { sources: [{ serviceAccountToken: null }] } },
])('accepts a volume of %j', (volume) => {
  expect(found(tokenReadable, podWith(undefined, volume))).toEqual([]);
});

it.each<[string, number, (spec: any) => void, boolean]>([
  ['the group of each container', 0o440, (spec) => [...spec.initContainers, ...spec.containers].forEach(({ securityContext }) => { securityContext.runAsGroup = 0; }), true],
  ['the group of the pod', 0o440, (spec) => { spec.securityContext.runAsGroup = 0; }, true],
  ['a group of the pod', 0o640, (spec) => { spec.securityContext.supplementalGroups = [1000, 0]; }, true],
  ['a group that may not read it', 0o400, (spec) => { spec.securityContext.runAsGroup = 0; }, false],
  ['another group', 0o440, (spec) => Object.assign(spec.securityContext, { runAsGroup: 1000, supplementalGroups: [1000] }), false],
  ['the group of one container only', 0o440, (spec) => { spec.securityContext.runAsGroup = 1000; spec.containers[0].securityContext.runAsGroup = 0; }, false],
  ['the group that the image has', 0o440, () => {}, true],
  ['the group that the image has, which may not read it', 0o400, () => {}, false],
])('a token of root and its group, and %s (%p)', (_, defaultMode, change, isReadable) => {
  const pod = podWithToken({ ...TOKEN, projected: { ...TOKEN.projected, defaultMode } }, (spec) => {
    spec.initContainers.forEach(setUser(1001));
    spec.containers.forEach(setUser(1000));
    [spec, ...spec.initContainers, ...spec.containers].forEach(({ securityContext }) => { delete securityContext.runAsGroup; });
    change(spec);
  });
  expect(found(tokenReadable, pod)).toEqual(isReadable ? [] : ['spec.securityContext.fsGroup']);
});

it.each<[string, (spec: any) => void, boolean]>([
  ['the pod has a uid', (spec) => { spec.securityContext.runAsUser = 1000; }, true],
  ['all containers have the same uid', (spec) => { [...spec.initContainers, ...spec.containers].forEach(setUser(1000)); }, true],
  ['one has the uid of the pod and the other repeats it', (spec) => {
    spec.securityContext.runAsUser = 1000;
    spec.containers.forEach(setUser(1000));
  }, true],
  ['a container has another uid than the pod', (spec) => {
    spec.securityContext.runAsUser = 1000;
    spec.containers.forEach(setUser(1001));
  }, false],
  ['an init container has another uid', (spec) => {
    spec.initContainers.forEach(setUser(1001));
    spec.containers.forEach(setUser(1000));
  }, false],
  ['one of three containers has another uid', (spec) => {
    spec.securityContext.runAsUser = 1000;
    spec.containers.push({ name: 'other', securityContext: { runAsUser: 1001 } });
  }, false],
  ['an init container has no uid', (spec) => { spec.containers.forEach(setUser(1000)); }, false],
  ['all containers may be root', (spec) => [spec, ...spec.initContainers, ...spec.containers].forEach(({ securityContext }) => { delete securityContext.runAsNonRoot; }), true],
  ['the only container that mounts it is root', (spec) => {
    spec.initContainers[0].volumeMounts = [];
    spec.containers.forEach(setUser(0));
  }, true],
  ['an ephemeral container has another uid', (spec) => {
    spec.securityContext.runAsUser = 1000;
    spec.ephemeralContainers = [{ name: 'debug', securityContext: { runAsUser: 1001 } }];
  }, true],
])('evaluates a token without fsGroup if %s', (_, change, isReadable) => {
  expect(found(tokenReadable, podWithToken(TOKEN, change))).toEqual(isReadable ? [] : ['spec.securityContext.fsGroup']);
});

function setUser(runAsUser: number) {
  return ({ securityContext }: any) => { securityContext.runAsUser = runAsUser; };
}
