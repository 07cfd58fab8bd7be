import { expectOfUserNamespaces, UserNamespaceCase } from './user-namespaces';
import { userNamespaceFields } from '../../../../src/policy/controls/startup/user-namespace-fields';

const CASES: readonly UserNamespaceCase[] = [
  ['nothing that needs the node', () => {}, []],
  ['hostNetwork', (spec) => { spec.hostNetwork = true; }, ['spec.hostNetwork']],
  ['hostPID', (spec) => { spec.hostPID = true; }, ['spec.hostPID']],
  ['hostIPC', (spec) => { spec.hostIPC = true; }, ['spec.hostIPC']],
  ['host namespaces off', (spec) => { Object.assign(spec, { hostNetwork: false, hostPID: null, hostIPC: 'true' }); }, []],
  ['a block device', (spec) => { spec.containers[0].volumeDevices = [{ name: 'disk', devicePath: '/dev/xvda' }]; }, ['spec.containers[0].volumeDevices']],
  ['no block device', (spec) => { spec.containers[0].volumeDevices = []; spec.initContainers[0].volumeDevices = null; }, []],
  ['odd JSON', (spec) => { Object.assign(spec, { securityContext: 'x', volumes: {}, containers: [null] }); }, []],
];

expectOfUserNamespaces(userNamespaceFields, CASES);
