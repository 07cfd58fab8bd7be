import { causesOf, failedPod } from './support';

// Statuses, events and refusals in the words of the API server, the scheduler, the kubelet and containerd.

type Json = any;

const st = (more: Json): Json => ({ kind: 'Pod', metadata: { name: 'x', namespace: 'f' }, ...more });
const pod = (status: Json, more: Json = {}): Json => st({ status, ...more });
const one = (state: Json, more: Json = {}): Json => [{ name: 'main', image: 'i:1', ready: false, restartCount: 0, lastState: {}, state, ...more }];
const CREATING = { phase: 'Pending', containerStatuses: one({ waiting: { reason: 'ContainerCreating' } }) };
const RUN = { phase: 'Running', containerStatuses: one({ running: {} }) };
const OK = { phase: 'Running', containerStatuses: one({ running: {} }, { ready: true }) };
const wait = (reason: string, message: string) => pod({ phase: 'Pending', containerStatuses: one({ waiting: { reason, message } }) });
const ev = (reason: string, message: string, container?: string, status: Json = CREATING) => pod(status, {
  events: [{ type: 'Warning', reason, message, count: 3, fieldPath: container ? `spec.containers{${container}}` : null }],
});
const api = (message: string, reason = 'Invalid') => ({ kind: 'Status', status: 'Failure', message, reason });
const failed = (reason: string, message: string, volumeMounts: Json = []) => pod({
  phase: 'Failed', reason, message, containerStatuses: one({ terminated: { exitCode: 137, reason: 'Error' } }, { volumeMounts }),
});
const term = (terminated: Json) => pod({
  phase: 'Running',
  containerStatuses: one({ waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } }, { restartCount: 3, lastState: { terminated } }),
});
const unschedulable = (message: string) => pod({
  phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
});

const WORDS: readonly (readonly [cause: string, object: Json])[] = [
  ['image-user-root', wait('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root (pod: "x", container: main)')],
  ['run-as-user-zero', wait('CreateContainerConfigError', "container's runAsUser breaks non-root policy (pod: \"x\", container: main)")],
  ['secret-missing', wait('CreateContainerConfigError', "couldn't find key nokey in Secret fail/db")],
  ['config-map-missing', wait('CreateContainerConfigError', "couldn't find key nokey in ConfigMap fail/db")],
  ['secret-missing', wait('CreateContainerConfigError', 'secret "nope" not found')],
  ['config-map-missing', ev('FailedMount', 'MountVolume.SetUp failed for volume "d" : configmap "nope" not found')],
  ['config-map-missing', ev('FailedMount', 'MountVolume.SetUp failed for volume "d" : configmap references non-existent config key: nokey')],
  ['user-namespace-ids', ev('FailedCreatePodSandBox', 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox "a": failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: unable to setup user: setgroups: invalid argument')],
  ['sysctl-forbidden', failed('SysctlForbidden', 'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted')],
  ['app-armor-unavailable', failed('AppArmor', 'Pod was rejected: Cannot enforce AppArmor: AppArmor is not enabled on the host')],
  ['evicted-empty-dir', failed('Evicted', 'Usage of EmptyDir volume "scratch-main--tmp" exceeds the limit "8Mi". ', [{ mountPath: '/tmp', name: 'scratch-main--tmp' }])],
  ['evicted-ephemeral-storage', failed('Evicted', 'Container main exceeded its local ephemeral storage limit "10Mi". ')],
  ['evicted-by-node', failed('Evicted', 'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 900Mi. ')],
  ['out-of-memory', term({ exitCode: 137, reason: 'OOMKilled' })],
  ['command-missing', term({ exitCode: 128, reason: 'StartError', message: 'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/bin/bash": stat /bin/bash: no such file or directory' })],
  ['command-missing', term({ exitCode: 128, reason: 'StartError', message: 'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuchprogram": executable file not found in $PATH' })],
  ['claim-missing', unschedulable('0/1 nodes are available: persistentvolumeclaim "nope" not found. not found')],
  ['probe-failed', ev('Unhealthy', 'Startup probe failed: dial tcp 10.244.0.5:8080: connect: connection refused', 'main', RUN)],
  ['probe-program-missing', ev('Unhealthy', 'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "a": OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH', 'main', RUN)],
  ['probe-program-missing', ev('Unhealthy', 'Liveness probe errored and resulted in unknown state: rpc error: code = NotFound desc = failed to exec in container: exec: "/bin/grpc_health_probe": stat /bin/grpc_health_probe: no such file or directory', 'main', OK)],
  ['probe-failed', ev('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', 'main', RUN)],
  ['no-matching-node', unschedulable("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. no new claims")],
  ['insufficient-resources', unschedulable('0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.')],
  ['image-pull', wait('ErrImageNeverPull', 'Container image "localhost/x:9" is not present with pull policy of Never')],
  ['image-pull', wait('ImagePullBackOff', 'Back-off pulling image "registry.invalid/x:1": ErrImagePull: failed to pull and unpack image "registry.invalid/x:1": failed to resolve reference "registry.invalid/x:1": dial tcp: lookup registry.invalid: no such host')],
  ['image-name-invalid', wait('InvalidImageName', 'Failed to apply default image tag "UPPER:1": couldn\'t parse image name "UPPER:1": invalid reference format')],
  ['seccomp-profile-missing', wait('CreateContainerError', 'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/x.json": open /x: no such file or directory')],
  ['mount-under-read-only', term({ exitCode: 128, reason: 'StartError', message: 'OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/d" to rootfs at "/c/sub": create mountpoint for /c/sub mount: make mountpoint "/c/sub": mkdirat /run/rootfs/c/sub: read-only file system' })],
  ['runtime-refuses', wait('CreateContainerError', 'failed to generate container "x" spec: failed to apply OCI options: failed to mkdir "/a:b"')],
  ['supplemental-groups-policy', failed('SupplementalGroupsPolicyNotSupported', 'Pod was rejected: SupplementalGroupsPolicy=Strict is not supported in this node')],
  ['service-account-missing', ev('FailedMount', 'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: serviceaccounts "x" not found')],
  ['id-out-of-range', api('Pod "x" is invalid: spec.containers[0].securityContext.runAsUser: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive')],
  ['privilege-contradiction', api('Pod "x" is invalid: spec.containers[0].securityContext: Invalid value: {}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN')],
  ['mount-without-volume', api('Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "d"')],
  ['host-users-with-host-namespaces', api('Pod "x" is invalid: spec.HostNetwork: Forbidden: when `hostUsers` is false')],
  ['invalid-object', api('Pod "x" is invalid: spec.containers[0].image: Required value')],
  ['invalid-object', api('Pod "x" is invalid: [spec.containers[0].env[0].name: Required value, spec.dnsPolicy: Required value]')],
  ['invalid-object', api('Pod "x" is invalid: spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes')],
  ['invalid-object', api('Pod "x" is invalid: spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type')],
  ['invalid-quantity', api('Pod "x" is invalid: spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi')],
  ['invalid-name', api('Pod "x" is invalid: spec.containers[0].name: Invalid value: "Main": a lowercase RFC 1123 label must consist of lower case alphanumeric characters')],
  ['pod-security-host-path', api('pods "x" is forbidden: violates PodSecurity "restricted:latest": hostPath volumes (volume "h"), restricted volume types (volume "h" uses restricted volume type "hostPath")', 'Forbidden')],
  ['pod-security-host-ports', api('pods "x" is forbidden: violates PodSecurity "restricted:latest": hostPort (container "main" uses hostPort 8080)', 'Forbidden')],
  ['pod-security-sysctls', api('pods "x" is forbidden: violates PodSecurity "restricted:latest": forbidden sysctls (kernel.shm_rmid_forced2)', 'Forbidden')],
  ['pod-security-app-armor', api('pods "x" is forbidden: violates PodSecurity "restricted:latest": forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")', 'Forbidden')],
  ['pod-security-capabilities-restricted', api('pods "x" is forbidden: violates PodSecurity "restricted:latest": non-default capabilities (container "main" must not include "NET_ADMIN" in securityContext.capabilities.add), unrestricted capabilities (containers "main", "side" must set securityContext.capabilities.drop=["ALL"]; container "main" must not include "NET_ADMIN" in securityContext.capabilities.add)', 'Forbidden')],
  ['quota-exceeded', api('pods "x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=5, limited: pods=5', 'Forbidden')],
  ['limit-range', api('pods "x" is forbidden: [minimum memory usage per Container is 64Mi, but request is 32Mi, minimum cpu usage per Container is 10m, but request is 1m]', 'Forbidden')],
  ['class-missing', api('pods "x" is forbidden: no PriorityClass with name nope was found', 'Forbidden')],
  ['wrong-type', api('Pod in version "v1" cannot be handled as a Pod: strict decoding error: json: cannot unmarshal number into Go struct field Container.spec.containers.args of type string', 'BadRequest')],
  ['unknown-field', api('Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.x"', 'BadRequest')],
  ['admission-policy', api('admission webhook "validation.gatekeeper.sh" denied the request: [psp] Privileged container is not allowed', 'Forbidden')],
  ['immutable-field', api('StatefulSet.apps "x" is invalid: spec: Forbidden: updates to statefulset spec for fields other than \'replicas\', \'ordinals\' are forbidden')],
  ['program-ends', term({ exitCode: 0, reason: 'Completed' })],
  ['unknown', term({ exitCode: 1, reason: 'Error' })],
  ['unknown', term({ exitCode: 137, reason: 'Error' })],
  ['unknown', term({ exitCode: 139, reason: 'Error' })],
];

test.each(WORDS)('finds the cause %s in: %j', (cause, object) => {
  const causes = causesOf(object);
  expect(causes).toContain(cause);
  expect(causes.filter((each) => each !== cause && !(cause.startsWith('pod-security') && each.startsWith('pod-security')))).toEqual([]);
});

const ERROR = "mkdir: cannot create directory '/var/cache/web': Read-only file system";

test('of an endless log the begin and the end count', () => {
  const log = (before: number, after: number) => [...Array(before).fill(''), ERROR, ...Array(after).fill('')].join('\n');
  expect([log(0, 150_000), log(150_000, 0), log(75_000, 75_000)].map((text) => causesOf(failedPod(text)))).toEqual([['read-only-file-system'], ['read-only-file-system'], ['unknown']]);
});
