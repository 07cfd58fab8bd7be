import { parse } from 'yaml';
import { causesOf } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { objectsInOutput } from '../../../src/tasks/doctor/read/documents';

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

const serverSide = (text: string) => `Error from server: failed to create typed patch object (shop/good; /v1, Kind=Pod): ${text}`;

// In the words of Kubernetes 1.37.2 and 1.30.14.
test.each([
  ['unknown-field', '.spec.containers[name="main"].securitycontext: field not declared in schema', /^correct the name or the place of spec\.containers\[name="main"\]\.securitycontext: `kubectl explain pod\.spec\.containers` /],
  ['unknown-field', '.spec.template.spec.containers[name="a.b"].fsGroup: field not declared in schema', /^move fsGroup to the `securityContext` of the pod: `kubectl explain pod\.spec\.containers` /],
  ['wrong-type', '.spec.securityContext.runAsUser: expected numeric (int or float), got string', /^write spec\.securityContext\.runAsUser as a number, without quotes$/],
  ['duplicate-name', '.spec.containers: duplicate entries for key [name="main"]', /^rename one of the two items with the name "main"$/],
  ['duplicate-mount-path', '.spec.containers[name="main"].volumeMounts: duplicate entries for key [mountPath="/tmp"]', /^keep one mount at \/tmp/],
])('an error of server-side apply has the cause %s: %s', (id, text, instruction) => {
  const { diagnoses: [{ causes: [{ cause, found }, ...others] }] } = examine(objectsInOutput(Buffer.from(`${serverSide(text)}\n`), 'stdin'));
  expect([cause.id, others]).toEqual([id, []]);
  expect(cause.fix(found).do).toMatch(instruction);
});

test('a taint is found in the words of each version of the scheduler', () => {
  const pending = (message: string) => causesOf({ kind: 'Pod', metadata: { name: 'x' }, status: { phase: 'Pending' }, events: [{ type: 'Warning', reason: 'FailedScheduling', message }] });
  expect(pending('0/1 nodes are available: 1 node(s) had untolerated taint(s).')).toEqual(['no-matching-node']);
  expect(pending('0/1 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}.')).toEqual(['no-matching-node']);
  expect(pending("0/1 nodes are available: 1 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate.")).toEqual(['no-matching-node']);
});

test.each([
  ['1 node(s) had untolerated taint {dedicated: gpu}.', /^tolerate the taint \{dedicated: gpu\}, or use other nodes$/],
  ['1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.', /^add a node for workloads/],
  ['1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }.', /^look at `kubectl get nodes`/],
  ['1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn\'t tolerate, 2 node(s) had volume node affinity conflict.', /^let the pod run on the nodes, or in the zone, of its volume[^;]*;[^;]*where the pod is$/],
  ['1 node(s) didn\'t match pod anti-affinity rules, 2 node(s) didn\'t match Pod\'s node affinity/selector.', /^correct nodeSelector and affinity.*; run fewer replicas/],
])('the answer for a pod that fits no node has all of its reasons: %s', (reasons, instruction) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([
    { kind: 'Pod', metadata: { name: 'x' }, status: { phase: 'Pending' }, events: [{ type: 'Warning', reason: 'FailedScheduling', message: `0/3 nodes are available: ${reasons}` }] },
  ]);
  expect(cause.id).toBe('no-matching-node');
  expect(cause.fix(found).do).toMatch(instruction);
});

test.each([
  ['unknown field "spec.template.spec.securityContext.readOnlyRootFilesystem"', /^move readOnlyRootFilesystem to the `securityContext` of each container: `kubectl explain pod\.spec\.securityContext`/],
  ['unknown field "spec.containers[0].securityContext.fsGroup"', /^move fsGroup to the `securityContext` of the pod: `kubectl explain pod\.spec\.containers\.securityContext`/],
  ['ValidationError(Deployment.spec.template.spec.securityContext): unknown field "capabilities" in io.k8s.api.core.v1.PodSecurityContext', /^move capabilities to the `securityContext` of each container: `kubectl explain pod\.spec\.securityContext`/],
  ['unknown field "spec.containers[0].nodeSelector"', /^move nodeSelector to the spec of the pod/],
  ['unknown field "spec.containers[0].securityContext.readOnlyRootFileSystem"', /^correct the name or the place of spec\.containers\[0\]\.securityContext\.readOnlyRootFileSystem/],
])('a field in the wrong place gets its place: %s', (message, instruction) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([{ kind: 'Status', status: 'Failure', message }]);
  expect(cause.fix(found).do).toMatch(instruction);
});

describe('a policy of others that says what it wants', () => {
  const answer = (message: string) => {
    const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([{ kind: 'Status', status: 'Failure', reason: 'Forbidden', message }]);
    expect(cause.id).toBe('admission-policy');
    return cause.fix(found);
  };

  test.each([
    ['[container-must-have-limits] container <streamdal-console> has no resource limits', /^set requests and limits of cpu and memory\./],
    ['[psp-privileged-container] Privileged container is not allowed: nginx, securityContext: {"privileged": true, "readOnlyRootFilesystem": true}', /^remove `privileged: true`\. /],
    ["resource Pod/default/x was blocked due to the following policies\n\ndisallow-latest-tag:\n  validate-image-tag: 'validation error: Using a mutable image tag is not allowed.'", /^use a version tag for the image/],
    ["require-run-as-nonroot: 'validation error: Running as root is not allowed. rule run-as-non-root failed at path /spec/containers/0/securityContext/runAsNonRoot/'", /^set `runAsNonRoot: true`/],
    ['[required-labels] you must provide labels: {"owner"}', /^add the required labels\b.*\{"owner"\}/],
  ])('gets the fields: %s', (message, instruction) => {
    expect(answer(`admission webhook "policies.example.com" denied the request: ${message}`).do).toMatch(instruction);
  });

  test('and all fields of several demands, in the container that it names', () => {
    const { yaml } = answer("admission webhook \"policies.example.com\" denied the request: container: 'proxy' must have a read-only root filesystem, drop all capabilities, and have memory limits");
    expect(parse(yaml!)).toEqual({
      containers: [{
        name: 'proxy',
        securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
      }],
    });
  });

  test('and any other is repeated', () => {
    expect(answer('admission webhook "policies.example.com" denied the request: this is no good spec').do).toMatch(/^do what policies\.example\.com says: this is no good spec;/);
  });
});

test.each([
  ['service "x-admission" not found', /^install the Service ingress\/x-admission again.*remove the configuration of the webhook x\.example\.com/],
  ['x509: certificate signed by unknown authority', /^renew the certificate of the Service ingress\/x-admission/],
  ['dial tcp 10.0.11.58:443: connect: connection refused', /^look at the pods behind the Service ingress\/x-admission/],
  ['no endpoints available for service "x-admission"', /^look at the pods behind the Service ingress\/x-admission/],
  ['context deadline exceeded', /^let the API server reach the Service ingress\/x-admission/],
  ['an error on the server has prevented the request from succeeding', /^find out why the Service ingress\/x-admission does not answer/],
])('the answer for a webhook depends on the reason: %s', (reason, instruction) => {
  const message = `Internal error occurred: failed calling webhook "x.example.com": failed to call webhook: Post "https://x-admission.ingress.svc:443/validate?timeout=10s": ${reason}`;
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([{ kind: 'Status', status: 'Failure', message }]);
  expect(cause.id).toBe('webhook-unreachable');
  expect(cause.fix(found).do).toMatch(instruction);
});
