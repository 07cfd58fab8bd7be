import { JsonObject } from '../../../../src/formats/manifest/json';
import { unsafeGrants } from '../../../../src/policy/controls/objects/unsafe-grants';
import { found, violations } from '../support';

const constraints = (fields: JsonObject) => ({ apiVersion: 'security.openshift.io/v1', kind: 'SecurityContextConstraints', ...fields });
const policy = (spec: JsonObject) => ({ apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', spec });

test.each<[JsonObject, string[]]>([
  [constraints({ allowPrivilegedContainer: true, allowHostPID: true }), ['allowPrivilegedContainer', 'allowHostPID']],
  [constraints({ allowHostDirVolumePlugin: true, allowHostIPC: true, allowHostNetwork: true, allowHostPorts: true }),
    ['allowHostDirVolumePlugin', 'allowHostIPC', 'allowHostNetwork', 'allowHostPorts']],
  [constraints({ allowedCapabilities: ['*'], volumes: ['*'], runAsUser: { type: 'RunAsAny' } }), ['allowedCapabilities', 'volumes', 'runAsUser.type']],
  [policy({ privileged: true, hostNetwork: true, defaultAddCapabilities: ['SYS_ADMIN'], volumes: ['hostPath'], runAsUser: { rule: 'RunAsAny' } }),
    ['spec.privileged', 'spec.hostNetwork', 'spec.defaultAddCapabilities', 'spec.volumes', 'spec.runAsUser.rule']],
  [constraints({ allowPrivilegedContainer: false, allowedCapabilities: ['NET_BIND_SERVICE'], volumes: ['emptyDir'], runAsUser: { type: 'MustRunAsRange' } }), []],
  [constraints({ allowedCapabilities: ['CHOWN', 'SYS_ADMIN'], defaultAddCapabilities: ['CHOWN'] }), ['allowedCapabilities']],
  [policy({ hostIPC: true, hostPID: true }), ['spec.hostIPC', 'spec.hostPID']],
  [constraints({ allowedCapabilities: null, volumes: 'x', defaultAddCapabilities: [7, null] }), []],
  [policy({}), []],
])('reports what %j grants', (object, places) => {
  expect(found(unsafeGrants, object)).toEqual(places);
});

test('the waiver value is the place and what it grants', () => {
  const object = policy({ privileged: true, volumes: ['hostPath', 'secret'], runAsUser: { rule: 'RunAsAny' } });
  expect(violations(unsafeGrants, object).map(({ allowKey }) => allowKey)).toEqual([
    'spec.privileged: true', 'spec.volumes: ["hostPath","secret"]', 'spec.runAsUser.rule: RunAsAny',
  ]);
});
