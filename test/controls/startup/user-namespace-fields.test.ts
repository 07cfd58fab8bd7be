import { userNamespaceFields } from '../../../src/controls/startup/user-namespace-fields';
import { found, goodContainer, goodPod } from '../support';

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
  ['a block device', (spec) => { spec.containers[0].volumeDevices = [{ name: 'disk', devicePath: '/dev/xvda' }]; }, ['spec.containers[0].volumeDevices']],
  ['no block device', (spec) => { spec.containers[0].volumeDevices = []; spec.initContainers[0].volumeDevices = null; }, []],
  ['odd JSON', (spec) => { Object.assign(spec, { securityContext: 'x', volumes: {}, containers: [null] }); }, []],
];

it.each(CASES)('reports what is wrong, and nothing else: %s', (_, change, expected) => {
  expect(found(userNamespaceFields, podWith(change))).toEqual(expected);
});

it.each(CASES)('accepts %s without a user namespace', (_, change) => {
  for (const hostUsers of [undefined, null, true, 'false']) {
    expect(found(userNamespaceFields, podWith((spec) => { change(spec); spec.hostUsers = hostUsers; }), '1.32')).toEqual([]);
  }
});
