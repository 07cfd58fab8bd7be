import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { causesOf } from './support';
import { objectsOf } from '../../src/doctor/read/documents';

// Recordings of a kubelet and an API server of Kubernetes 1.34.9, and the causes that doctor must name for each: these, and no other.

const FOLDER = join(__dirname, 'recordings');
const RESTRICTED = ['pod-security-allow-privilege-escalation', 'pod-security-capabilities-restricted', 'pod-security-run-as-non-root', 'pod-security-seccomp-profile'];

const EXPECTED: { readonly [file: string]: string | readonly string[] } = {
  'api-apparmor-localhost-without-profile': 'profile-name',
  'api-container-name-twice': 'duplicate-name',
  'api-emptydir-negative-size': 'invalid-quantity',
  'api-hostport-differs-on-hostnetwork': 'host-port-differs',
  'api-hostusers-false-with-hostpid': 'host-users-with-host-namespaces',
  'api-limitrange-max': 'limit-range',
  'api-mount-path-twice': 'duplicate-mount-path',
  'api-pod-security-context-immutable': 'immutable-field',
  'api-podsecurity-restricted-allow-privilege-escalation-unset': 'pod-security-allow-privilege-escalation',
  'api-podsecurity-restricted-capabilities-add-chown': 'pod-security-capabilities-restricted',
  'api-podsecurity-restricted-capabilities-drop-all-lowercase': 'pod-security-capabilities-restricted',
  'api-podsecurity-restricted-host-network': 'pod-security-host-namespaces',
  'api-podsecurity-restricted-host-pid-host-ipc': 'pod-security-host-namespaces',
  'api-podsecurity-restricted-host-process': [...RESTRICTED, 'pod-security-host-namespaces', 'pod-security-host-process'],
  'api-podsecurity-restricted-privileged': ['pod-security-allow-privilege-escalation', 'pod-security-privileged'],
  'api-podsecurity-restricted-proc-mount-unmasked': 'pod-security-proc-mount',
  'api-podsecurity-restricted-run-as-non-root-unset': 'pod-security-run-as-non-root',
  'api-podsecurity-restricted-run-as-user-0-host-users-false': ['pod-security-run-as-non-root', 'pod-security-run-as-user'],
  'api-podsecurity-restricted-seccomp-unconfined': 'pod-security-seccomp-profile',
  'api-podsecurity-restricted-selinux-type': 'pod-security-se-linux',
  'api-podsecurity-restricted-volume-nfs': 'pod-security-restricted-volumes',
  'api-privileged-with-no-escalation': 'privilege-contradiction',
  'api-procmount-unmasked-without-userns': 'proc-mount-without-user-namespace',
  'api-quota-must-specify': 'quota-must-specify',
  'api-runasuser-negative': 'id-out-of-range',
  'api-runtimeclass-not-found': 'class-missing',
  'api-seccomp-runtimedefault-with-profile': 'profile-name',
  'api-service-account-not-found': 'service-account-missing',
  'api-subpath-with-dotdot': 'sub-path-leaves-volume',
  'api-sysctl-net-with-hostnetwork': 'sysctl-on-host-network',
  'api-unknown-field-strict': 'unknown-field',
  'api-volume-name-too-long': 'invalid-name',
  'api-wrong-type': 'wrong-type',
  'app-haproxysock': 'missing-directory',
  'app-httpd': 'read-only-file-system',
  'app-mosquitto': 'path-not-writable',
  'app-varnish-message-fallback-to-logs': 'read-only-file-system',
  'apparmor-localhost-not-loaded': 'app-armor-unavailable',
  'command-hidden-by-emptydir': 'command-hidden',
  'command-not-executable': 'command-not-executable',
  'configmap-missing-env': 'config-map-missing',
  'daemonset-refused-by-pod-security': RESTRICTED,
  'deployment-refused-by-limitrange-max': 'limit-range',
  'deployment-refused-by-quota-exceeded': 'quota-exceeded',
  'deployment-refused-service-account-missing': 'service-account-missing',
  'eacces-bind-port-80': 'low-port',
  'eacces-pvc-message-fallback-to-logs': 'claim-permission',
  'eacces-secret-mode-0400-without-fsgroup': 'secret-permission',
  'eperm-chown-without-capability': 'change-owner',
  'erofs-message-fallback-to-logs': 'read-only-file-system',
  'erofs-write-file-at-start': 'read-only-file-system',
  'evicted-ephemeral-storage-container-limit': 'evicted-ephemeral-storage',
  'exit-0-crashloop': 'program-ends',
  'file-capability-with-drop-all': 'file-capability',
  'image-name-invalid': 'image-name-invalid',
  'image-pull-fails': 'image-pull',
  'image-user-not-numeric': 'image-user-not-numeric',
  'job-backoff-limit-exceeded': 'job-failed',
  'job-refused-by-pod-security': RESTRICTED,
  'liveness-probe-exec-fails': 'probe-failed',
  'mount-directory-over-file': 'mount-over-file',
  'oomkilled-by-memory-emptydir': 'memory-volume-oom',
  'poststart-hook-fails': 'post-start-hook',
  'pvc-not-bound': 'claim-unbound',
  'readiness-probe-exec-fails': 'probe-failed',
  'runasgroup-without-runasuser': 'group-without-user',
  'seccomp-localhost-profile-missing': 'seccomp-profile-missing',
  'secret-missing-key-volume': 'secret-missing',
  'setuid-root-no-new-privileges': 'setuid-program',
  'startup-probe-http-404': 'probe-failed',
  'statefulset-refused-by-pod-security': RESTRICTED,
  'unschedulable-hostport-conflict': 'host-port-conflict',
  'unschedulable-insufficient-ephemeral-storage': 'insufficient-resources',
  'userns-runtime-does-not-support': 'user-namespace-unsupported',
};

test('the table has every recording', () => {
  expect(readdirSync(FOLDER).map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(EXPECTED).sort());
});

test.each(Object.entries(EXPECTED))('%s is found', (file, causes) => {
  expect(causesOf(...objectsOf(readFileSync(join(FOLDER, `${file}.json`)), file))).toEqual([causes].flat().sort());
});
