import { causesOf } from './support';

// Answers of the API server beside those that were recorded.

const invalid = (text: string) => `Pod "x" is invalid: ${text}`;
const cannotDecode = (text: string) => `Pod in version "v1" cannot be handled as a Pod: ${text}`;

test.each([
  ['invalid-object', invalid('metadata.annotations[container.apparmor.security.beta.kubernetes.io/main]: Forbidden: apparmor type in annotation and field must match')],
  ['invalid-object', invalid('spec.containers[0].image: Required value')],
  ['invalid-object', invalid('spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod has any hostProcess containers')],
  ['host-users-with-host-namespaces', invalid('spec.containers[0].volumeDevices: Forbidden: when `hostUsers` is false')],
  ['invalid-quantity', cannotDecode("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")],
  ['duplicate-name', cannotDecode('strict decoding error: duplicate field "spec.containers[0].securityContext.runAsUser"')],
  ['wrong-type', cannotDecode('json: cannot unmarshal string into Go struct field SecurityContext.spec.containers.securityContext.privileged of type bool')],
  ['privilege-contradiction', invalid('spec.containers[0].securityContext: Invalid value: {"Privileged":null}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN')],
  ['limit-range', 'pods "x" is forbidden: memory max limit to request ratio per Container is 2, but provided ratio is 4.000000'],
  ['class-missing', 'pods "x" is forbidden: no PriorityClass with name nope was found'],
  ['immutable-field', 'StatefulSet.apps "x" is invalid: spec: Forbidden: updates to statefulset spec for fields other than \'replicas\' are forbidden'],
])('finds the cause %s in: %s', (cause, message) => {
  expect(causesOf({ kind: 'Status', status: 'Failure', message })).toEqual([cause]);
});

test('a taint is found in the words of each version of the scheduler', () => {
  const pending = (message: string) => causesOf({ kind: 'Pod', metadata: { name: 'x' }, status: { phase: 'Pending' }, events: [{ type: 'Warning', reason: 'FailedScheduling', message }] });
  expect(pending('0/1 nodes are available: 1 node(s) had untolerated taint(s).')).toEqual(['no-matching-node']);
  expect(pending('0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}.')).toEqual(['no-matching-node']);
});
