import { JsonObject } from '../../../../src/formats/manifest/json';
import { STANDARDS } from '../../../../src/policy/controls/known-as';
import { standardIds, Standard } from '../../../../src/policy/controls/known-as/standard';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../../../src/policy/engine/finding';
import { profileOf } from '../../../../src/policy/engine/profile';
import { acceptanceOf, reportingIds } from '../../../../src/policy/waivers/dialects/acceptance';
import { annotateForScanners, ANNOTATION_DIALECTS } from '../../../../src/policy/waivers/dialects/scanner-annotations';
import { waiver } from '../findings';

// A scanner gets an id only if its check reports the accepted value.

const HARDENED = profileOf('hardened');
const ALL = Object.keys(ANNOTATION_DIALECTS);

function pod(securityContext: JsonObject, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop' }, spec: { ...spec, containers: [{ name: 'a', image: 'a:1', securityContext }] } };
}

function object(kind: string, fields: JsonObject, name = 'x'): JsonObject {
  const apiVersion = kind.includes('Role') ? 'rbac.authorization.k8s.io/v1' : kind === 'Ingress' ? 'networking.k8s.io/v1' : 'v1';
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields };
}

const role = (...rules: JsonObject[]) => object('Role', { rules });
const clusterRole = (...rules: JsonObject[]) => object('ClusterRole', { rules });

/** Findings with a waiver for those of a control and a value. */
function waiving(manifest: JsonObject, id: string, allowKey?: string): readonly EvaluatedFinding[] {
  const isWaived = (finding: EvaluatedFinding) => finding.control.id === id && (allowKey === undefined || finding.allowKey === allowKey);
  const findings = evaluate(manifest, HARDENED).map((finding) => isWaived(finding) ? { ...finding, waiver: waiver(id) } : finding);
  expect(findings.some((finding) => finding.waiver)).toBe(true);
  return findings;
}

/** The ids of all scanners for what a control finds in a manifest. */
function reported(manifest: JsonObject, id: string, allowKey?: string): readonly string[] {
  const accepted = acceptanceOf(waiving(manifest, id, allowKey), []).accepted.map(({ found }) => found);
  return STANDARDS.filter(({ name }) => ['kube-score', 'kube-linter', 'Polaris', 'Trivy', 'Checkov', 'Kubescape'].includes(name))
    .flatMap((standard) => [...reportingIds(standard, accepted)]);
}

const added = (...add: string[]) => pod({ capabilities: { drop: ['ALL'], add } });

test.each<[string, JsonObject, string, string | undefined, readonly string[]]>([
  ['SYS_PTRACE', added('SYS_PTRACE'), 'capabilities-restricted', 'SYS_PTRACE', ['KSV-0022', 'KSV-0106', 'CKV_K8S_25', 'C-0046']],
  ['CHOWN', added('CHOWN'), 'capabilities-restricted', 'CHOWN', ['KSV-0022', 'KSV-0106', 'CKV_K8S_25']],
  ['SYS_ADMIN', added('SYS_ADMIN'), 'capabilities-restricted', 'SYS_ADMIN', [
    'privilege-escalation-container', 'dangerousCapabilities', 'KSV-0022', 'KSV-0106', 'KSV-0005', 'CKV_K8S_25', 'CKV_K8S_39', 'C-0046', 'C-0057',
  ]],
  ['all capabilities', pod({}), 'capabilities-restricted', undefined, [
    'drop-net-raw-capability', 'insecureCapabilities', 'linuxHardening', 'KSV-0003', 'KSV-0004', 'KSV-0106', 'CKV_K8S_28', 'CKV_K8S_37', 'C-0055',
  ]],
  ['all but NET_RAW', pod({ capabilities: { drop: ['NET_RAW'] } }), 'capabilities-restricted', undefined, [
    'insecureCapabilities', 'KSV-0003', 'KSV-0106', 'CKV_K8S_37',
  ]],
  ['uid 0', pod({ runAsUser: 0 }), 'run-as-user', '0', [
    'container-security-context-user-group-id', 'run-as-non-root', 'runAsRootAllowed', 'KSV-0105', 'KSV-0020', 'CKV_K8S_23', 'CKV_K8S_40', 'C-0013',
  ]],
  ['a low uid', pod({ runAsUser: 500 }), 'high-user-id', '500', ['container-security-context-user-group-id', 'KSV-0020', 'CKV_K8S_40']],
  ['hostPID', pod({}, { hostPID: true, hostNetwork: true }), 'host-namespaces', 'hostPID', [
    'host-pid', 'hostPIDSet', 'KSV-0010', 'CKV_K8S_17', 'C-0038', 'C-0275',
  ]],
  ['no limit of memory', pod({}), 'memory-resources', 'limits', [
    'container-resources', 'unset-memory-requirements', 'memoryLimitsMissing', 'KSV-0018', 'CKV_K8S_13', 'C-0004', 'C-0009', 'C-0271',
  ]],
  ['an unset allowPrivilegeEscalation', pod({}), 'allow-privilege-escalation', undefined, ['privilegeEscalationAllowed', 'KSV-0001', 'CKV_K8S_20', 'C-0013', 'C-0016']],
  ['the socket of containerd', pod({}, { volumes: [{ name: 's', hostPath: { path: '/run/containerd/containerd.sock' } }] }), 'runtime-socket', undefined, ['C-0074']],
  ['a volume of NFS', pod({}, { volumes: [{ name: 's', nfs: { server: 'a', path: '/' } }] }), 'restricted-volumes', undefined, ['KSV-0028']],
  ['a right to Secrets of a namespace', role({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }), 'rbac-secrets', undefined, ['KSV-0113', 'C-0015', 'C-0186']],
  ['a right to all Secrets', clusterRole({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }), 'rbac-secrets', undefined, ['KSV-0041', 'C-0015', 'C-0186']],
  ['pods/exec', role({ apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] }), 'rbac-exec', undefined, ['rolePodExecAttach', 'KSV-0053', 'C-0002']],
  ['pods/portforward', clusterRole({ apiGroups: [''], resources: ['pods/portforward'], verbs: ['create'] }), 'rbac-exec', undefined, ['C-0063']],
  ['bind', role({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings'], verbs: ['bind'] }), 'rbac-escalation', undefined, ['CKV_K8S_157', 'C-0191']],
  ['impersonate', role({ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }), 'rbac-escalation', undefined, ['C-0191', 'C-0065']],
  ['all verbs of pods', role({ apiGroups: [''], resources: ['pods'], verbs: ['*'] }), 'wildcard-rbac', undefined, ['wildcard-in-rules', 'KSV-0045', 'CKV_K8S_49']],
  ['all', clusterRole({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }), 'wildcard-rbac', undefined, [
    'wildcard-in-rules', 'clusterrolePodExecAttach', 'KSV-0044', 'KSV-0046', 'CKV_K8S_49', 'C-0035', 'C-0187',
  ]],
  ['a wildcard in a second rule', role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, { apiGroups: ['x'], resources: ['*'], verbs: ['get'] }), 'wildcard-rbac', undefined,
    ['wildcard-in-rules', 'KSV-0112']],
  ['cluster-admin', object('RoleBinding', { roleRef: { kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [] }), 'cluster-admin', undefined,
    ['rolebindingClusterAdminClusterRole', 'KSV-0111', 'C-0035', 'C-0187']],
  ['rights for anonymous users', object('RoleBinding', { roleRef: { kind: 'Role', name: 'x' }, subjects: [{ kind: 'User', name: 'system:anonymous' }] }), 'anonymous-binding', undefined,
    ['KSV-0122', 'C-0262']],
  ['rights for every account', object('RoleBinding', { roleRef: { kind: 'Role', name: 'x' }, subjects: [{ kind: 'Group', name: 'system:authenticated' }] }), 'anonymous-binding', undefined,
    ['C-0265']],
  ['the token of an account', object('ServiceAccount', {}), 'service-account-automount', undefined, ['C-0034', 'C-0190']],
  ['the token of the default account', object('ServiceAccount', {}, 'default'), 'service-account-automount', undefined,
    ['CKV_K8S_41', 'C-0034', 'C-0190', 'C-0189']],
  ['a node port', object('Service', { spec: { type: 'NodePort', externalIPs: ['1.1.1.1'] } }), 'exposed-service', 'NodePort', ['service-type', 'exposed-services']],
  ['a load balancer', object('Service', { spec: { type: 'LoadBalancer' } }), 'exposed-service', undefined, ['exposed-services']],
  ['an alias of nginx', { ...object('Ingress', {}), metadata: { name: 'x', annotations: { 'nginx.ingress.kubernetes.io/server-snippet': 'alias /etc;' } } }, 'ingress-snippets', undefined,
    ['CKV_K8S_153', 'CKV_K8S_154']],
  ['Lua', { ...object('Ingress', {}), metadata: { name: 'x', annotations: { 'nginx.ingress.kubernetes.io/server-snippet': 'content_by_lua_block {}' } } }, 'ingress-snippets', undefined,
    ['CKV_K8S_152', 'CKV_K8S_153']],
])('%s', (_, manifest, id, allowKey, expected) => {
  expect(reported(manifest, id, allowKey)).toEqual(expected);
});

test('a value that waivers do not cover keeps only the ids whose checks report it', () => {
  const ids = (findings: readonly EvaluatedFinding[]) => Object.keys((annotateForScanners(added('x'), ALL, findings, () => []).metadata as JsonObject).annotations as JsonObject);
  const both = added('SYS_ADMIN', 'SYS_PTRACE');
  // CKV_K8S_25 and insecureCapabilities would hide the other capability.
  const values = Object.entries((annotateForScanners(both, ALL, waiving(both, 'capabilities-restricted', 'SYS_ADMIN'), () => []).metadata as JsonObject).annotations as JsonObject)
    .map(([key, value]) => `${key}=${value}`);
  expect(values).toEqual([
    'checkov.io/skip1=CKV_K8S_39=the vendor needs it', 'ignore-check.kube-linter.io/privilege-escalation-container=the vendor needs it',
    'kubescape.io/skip-controls=C-0057', 'kubescape.io/skip-reason=the vendor needs it', 'polaris.fairwinds.com/dangerousCapabilities-exempt=true',
  ]);
  expect(ids(waiving(added('SYS_PTRACE'), 'capabilities-restricted', 'SYS_PTRACE')).join()).not.toMatch(/polaris|kube-linter/);
});

test('a check that reports bindings is known, and no exception of a role', () => {
  const checkov = STANDARDS.find(({ name }) => name === 'Checkov') as Standard;
  expect(standardIds(checkov, 'rbac-secrets')).toEqual(['CKV2_K8S_5']);
  expect(reported(role({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }), 'rbac-secrets')).not.toContain('CKV2_K8S_5');
});

// A check that stands for several controls gets no exception while one of them has no waiver.
test.each<[string, string, JsonObject, string]>([
  ['runAsRootAllowed', 'uid 0', { runAsNonRoot: false, runAsUser: 0 }, 'run-as-non-root'],
  ['CKV_K8S_23', 'uid 0', { runAsNonRoot: false, runAsUser: 0 }, 'run-as-non-root'],
  ['C-0013', 'uid 0', { runAsNonRoot: false, runAsUser: 0, runAsGroup: 20000, allowPrivilegeEscalation: false }, 'run-as-non-root'],
  ['C-0013', 'more privileges', { runAsNonRoot: false, runAsUser: 20000, runAsGroup: 20000 }, 'run-as-non-root'],
  ['linuxHardening', 'all capabilities', {}, 'seccomp-profile-restricted'],
  ['C-0055', 'all capabilities', {}, 'seccomp-profile-restricted'],
])('%s is open because of %s', (id, _, securityContext, waived) => {
  const { open } = acceptanceOf(waiving(pod(securityContext), waived), []);
  expect(STANDARDS.flatMap((standard) => [...reportingIds(standard, open)])).toContain(id);
});

test('no waiver is an exception from a check of all security contexts', () => {
  const { accepted } = acceptanceOf(waiving(pod({}, { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }), 'sysctls'), []);
  expect(STANDARDS.flatMap((standard) => [...reportingIds(standard, accepted.map(({ found }) => found))])).not.toContain('C-0211');
});
