import { userNamespace } from '../../../src/controls/startup/user-namespace';
import { stepsOf } from '../../../src/engine/fixes';
import { hardenBy } from '../../../src/engine/harden';
import { Level } from '../../../src/settings/levels';
import { DEFAULT_SETTINGS } from '../../../src/settings/settings';
import { fixed } from '../hardened/fixed';
import { found, goodContainer, goodPod, violations } from '../support';

const podWith = (change: (spec: any) => void) => goodPod((spec) => {
  spec.hostUsers = false;
  spec.ephemeralContainers = [goodContainer('debug')];
  change(spec);
});

const CASES: readonly [string, (spec: any) => void, string[]][] = [
  ['nothing that needs the node', () => {}, []],
  ['hostNetwork', (spec) => { spec.hostNetwork = true; }, ['spec.hostNetwork']],
  ['hostPID', (spec) => { spec.hostPID = true; }, ['spec.hostPID']],
  ['hostIPC', (spec) => { spec.hostIPC = true; }, ['spec.hostIPC']],
  ['host namespaces off', (spec) => { Object.assign(spec, { hostNetwork: false, hostPID: null, hostIPC: 'true' }); }, []],
  ['the largest id', (spec) => { Object.assign(spec.securityContext, { runAsUser: 65535, supplementalGroups: [65535] }); }, []],
  ['ids of the pod', (spec) => { Object.assign(spec.securityContext, { runAsUser: 65536, runAsGroup: 65536, fsGroup: 1e6, supplementalGroups: [1, 65536, '70000'] }); },
    ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups[1]'].map((field) => `spec.securityContext.${field}`)],
  ['ids of containers', (spec) => {
    spec.initContainers[0].securityContext.runAsUser = 65536;
    spec.containers[0].securityContext.runAsGroup = 65536;
    spec.ephemeralContainers[0].securityContext.runAsUser = 65536;
  }, [
    'spec.initContainers[0].securityContext.runAsUser',
    'spec.containers[0].securityContext.runAsGroup',
    'spec.ephemeralContainers[0].securityContext.runAsUser',
  ]],
  ['a block device', (spec) => { spec.containers[0].volumeDevices = [{ name: 'disk', devicePath: '/dev/xvda' }]; }, ['spec.containers[0].volumeDevices']],
  ['no block device', (spec) => { spec.containers[0].volumeDevices = []; spec.initContainers[0].volumeDevices = null; }, []],
  ['NFS', (spec) => { spec.volumes.push(null, { name: 'x', nfs: null }, { name: 'y', nfs: {} }); }, ['spec.volumes[4].nfs']],
  ['odd JSON', (spec) => { Object.assign(spec, { securityContext: 'x', volumes: {}, containers: [null] }); }, []],
];

it.each(CASES)('reports what is wrong, and nothing else: %s', (_, change, expected) => {
  expect(found(userNamespace, podWith(change))).toEqual(expected);
});

it.each(CASES)('accepts %s without a user namespace', (_, change) => {
  for (const hostUsers of [undefined, null, true, 'false']) {
    expect(found(userNamespace, podWith((spec) => { change(spec); spec.hostUsers = hostUsers; }), '1.32')).toEqual([]);
  }
});

it.each([['1.25', ['spec.hostUsers', 'spec.hostPID']], ['1.32', ['spec.hostUsers', 'spec.hostPID']], ['1.33', ['spec.hostPID']]])('evaluates Kubernetes %s', (version, expected) => {
  expect(found(userNamespace, podWith((spec) => { spec.hostPID = true; }), version)).toEqual(expected);
});

it('names the largest allowed id', () => {
  const [violation] = violations(userNamespace, podWith((spec) => { spec.securityContext.runAsUser = 65536; }));
  expect(violation).toMatchObject({ value: 65536, detail: 'a user namespace holds the ids 0 to 65535', remedy: 'give an id up to 65535' });
});

describe('a requested user namespace', () => {
  const pod = (hostUsers: unknown) => goodPod((spec) => { spec.hostUsers = hostUsers; });
  const hostUsersOf = (manifest: any) => manifest.spec.hostUsers;

  it.each([[undefined, false], [null, false], [true, true], [false, false], ['x', 'x']])('the fix turns %j into %j', (before, after) => {
    expect(hostUsersOf(fixed(userNamespace, pod(before), { userNamespace: true }))).toBe(after);
    expect(hostUsersOf(fixed(userNamespace, pod(before)))).toBe(before);
  });

  it.each<[Level, boolean]>([['pss-baseline', true], ['pss-restricted', true], ['hardened', true], ['pss-baseline', false]])('is filled in for the profile %s: %j', (level, isWanted) => {
    const settings = { ...DEFAULT_SETTINGS, userNamespace: isWanted };
    const { manifest } = hardenBy(pod(undefined), () => ({ settings, steps: stepsOf({ level, only: ['user-namespace'] }) }));
    expect(hostUsersOf(manifest)).toBe(isWanted ? false : undefined);
  });

  it.each(['1.32', '1.33'])('is reported as missing in %s', (version) => {
    for (const hostUsers of [undefined, true, 'false']) {
      expect(found(userNamespace, pod(hostUsers), version, { userNamespace: true })).toEqual(['spec.hostUsers']);
    }
  });
});
