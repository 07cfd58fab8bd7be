import { assertNoneLeftOut, wronglyLeftOut, wronglyLeftOutOfUnsafePods } from './needed-fields';
import { DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { checksFor } from '../../src/policy/engine/needed-fields';
import { openManifest } from '../../src/policy/engine/open';
import { limitedProfile, profileOf } from '../../src/policy/engine/profile';
import { PlatformName, PLATFORMS } from '../../src/policy/settings/target';

// A control that needs a field is not called for pods without it, and no finding is lost.

const HARDENED = profileOf('hardened');
const podOf = (spec: object) => openManifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec }).objects[0].pods[0];

test('in no unsafe pod', () => expect(wronglyLeftOutOfUnsafePods()).toEqual([]));

test('in no random workload', () => assertNoneLeftOut(300));

test('controls that need fields are not called for a pod without fields', () => {
  const called = checksFor(podOf({}), HARDENED, 'kubernetes').map(({ control }) => control.id);
  expect(called).not.toContain('host-aliases');
  expect(called).toContain('service-account-token');
});

test.each([
  ['host-aliases', { hostAliases: null }],
  ['sysctls', { securityContext: { sysctls: [] } }],
  ['runtime-socket', { volumes: [7, null, { name: 'a', hostPath: null }] }],
  ['literal-secrets', { initContainers: [null, { env: 'odd' }] }],
  ['privileged', { ephemeralContainers: [{ securityContext: { privileged: false } }] }],
])('%s is called for a pod that has its field with any value', (id, spec) => {
  expect(checksFor(podOf(spec), HARDENED, 'kubernetes').map(({ control }) => control.id)).toContain(id);
  expect(wronglyLeftOut(podOf(spec), HARDENED, DEFAULT_CONTEXT)).toEqual([]);
});

test('controls of a platform are called on it', () => {
  const called = (platform: PlatformName) => checksFor(podOf({ hostUsers: false }), HARDENED, platform).some(({ control }) => control.id === 'autopilot-unknown');
  expect(PLATFORMS.filter(called)).toEqual(['gke-autopilot']);
});

test('a part of a pod, whose fields can have other names, gets all controls of its platform', () => {
  const spec = { podMetadata: {}, containers: [] };
  const [part] = openManifest({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'x' }, spec }).objects[0].pods;
  expect(part.part).toBeDefined();
  const leftOut = HARDENED.podChecks.filter((check) => !checksFor(part, HARDENED, 'kubernetes').includes(check));
  expect(leftOut.filter(({ control }) => control.spec.platforms === undefined)).toEqual([]);
});

test('pods with different fields do not disturb each other', () => {
  const specs = [{ hostAliases: [] }, {}, { tolerations: [], hostAliases: [] }, { tolerations: [] }];
  const called = () => specs.map((spec) => checksFor(podOf(spec), HARDENED, 'kubernetes').map(({ control }) => control.id)
    .filter((id) => id === 'host-aliases' || id === 'tolerations'));
  expect(called()).toEqual([['host-aliases'], [], ['host-aliases', 'tolerations'], ['tolerations']]);
  expect(called()).toEqual([['host-aliases'], [], ['host-aliases', 'tolerations'], ['tolerations']]);
});

test('more combinations of fields than are kept select the same checks', () => {
  const keys = ['hostAliases', 'tolerations', 'nodeName', 'affinity', 'runtimeClassName', 'priorityClassName', 'hostPID', 'hostIPC', 'dnsConfig', 'os', 'serviceAccount'];
  const profile = limitedProfile(HARDENED, () => true);
  for (let number = 0; number < 2 ** keys.length; number++) {
    const pod = podOf(Object.fromEntries(keys.filter((_, at) => Math.floor(number / 2 ** at) % 2 === 1).map((key) => [key, null])));
    const fresh = limitedProfile(HARDENED, () => true);
    const ids = [profile, fresh].map((each) => checksFor(pod, each, 'kubernetes').map(({ control }) => control.id));
    expect(ids[0]).toEqual(ids[1]);
  }
});
