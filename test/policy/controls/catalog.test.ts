import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { JsonObject } from '../../../src/formats/manifest/json';
import { amended, thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { Control, GROUPS, isObjectControl, isPodControl, isWaivable, LEVELS } from '../../../src/policy/controls/control';
import { STANDARDS } from '../../../src/policy/controls/known-as';
import { remedyInCodeOf } from '../../../src/policy/controls/remedy-in-code';
import { mainRisk, Risk, RISKS } from '../../../src/policy/controls/risk';
import { severityOf } from '../../../src/policy/controls/severity';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { suggestWaiver } from '../../../src/policy/waivers/suggest';

const SOURCES = join(__dirname, '../../../src/policy/controls');
/** Folders that declare no controls. */
const NO_GROUPS = ['known-as', 'secrets'];
const FOLDERS = readdirSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !NO_GROUPS.includes(entry.name))
  .map(({ name }) => name);
const FILES = FOLDERS.flatMap((folder) => readdirSync(join(SOURCES, folder)).map((file) => [file.replace(/\.ts$/, ''), folder] as const));
const IDS = CATALOG.map(({ id }) => id);

/** The controls that a file declares. Helpers declare none. */
function controlsIn(file: string, folder: string): readonly Control[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.values<any>(require(join(SOURCES, folder, file))).filter((value) => value?.id && value.why);
}

test.each(FILES)('the catalog contains every control that %s of %s declares, under the name of its file', (file, folder) => {
  for (const control of controlsIn(file, folder)) {
    expect(CATALOG).toContain(control);
    expect(control.id).toBe(file);
  }
});

test('problems of waivers are errors', () => {
  expect(CATALOG.filter(({ level }) => level === 'waivers').filter((control) => severityOf(control) !== 'error')).toEqual([]);
});

test('no control is in the catalog twice', () => expect(new Set(IDS).size).toBe(IDS.length));

test.each(IDS)('%s has a test file with its name', (id) => {
  const folder = FILES.find(([file]) => file === id)?.[1] ?? '';
  expect(existsSync(join(__dirname, folder, `${id}.test.ts`))).toBe(true);
});

test.each(FOLDERS)('every test file in %s belongs to a control in that folder', (folder) => {
  const tests = readdirSync(join(__dirname, folder)).flatMap((file) => /^(.*)\.test\.ts$/.exec(file)?.[1] ?? []);
  expect(tests.filter((id) => !IDS.includes(id) || !FILES.some(([file, home]) => file === id && home === folder))).toEqual([]);
});

test.each(STANDARDS.map((standard) => [standard.name, standard] as const))('every id of %s is mapped to an existing control', (_, { ids }) => {
  expect(Object.keys(ids).filter((id) => !IDS.includes(id))).toEqual([]);
  expect(Object.values(ids).filter((names) => names.length === 0)).toEqual([]);
});

/** Names of this library and of cdk8s-plus that mean nothing to the reader of a manifest. */
const IN_CODE = /\b(?:RunAs\.|WritablePath|writablePaths|Hardened[A-Z]|Hardening\b|RuntimePreset|Platform\.|SecretFiles|ServiceAccountToken\.|DockerfileImage|Waiver\b|takeOwnership|seedImage|userNamespace|ensureNonRoot|containerSettings|portNumber|Volume\.from|cdk8s-plus)|`(?:user|group|runAs)`/;

test.each(CATALOG.filter(isWaivable).map((control) => [control.id, control] as const))('manifest remedies of %s do not mention a code API', (_, control) => {
  expect(control.remedy).not.toMatch(IN_CODE);
  expect('remedyOnWindows' in control ? control.remedyOnWindows : '').not.toMatch(IN_CODE);
});

test.each(FILES.filter(([, folder]) => folder !== 'declarations'))('violations of %s in %s do not mention a code API in manifest remedies', (file, folder) => {
  const source = readFileSync(join(SOURCES, folder, `${file}.ts`), 'utf8');
  const remedies = [...source.matchAll(/\bremedy(?: =|:) (?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)].map(([, quoted, template]) => quoted ?? template);
  expect(remedies.filter((remedy) => IN_CODE.test(remedy))).toEqual([]);
});

test.each(CATALOG.map((control) => [control.id, control] as const))('%s has rules, and its remedies are not sentences', (_, control) => {
  expect('spec' in control ? control.spec.rules.length : 1).toBeGreaterThan(0);
  expect([control.remedy, remedyInCodeOf(control.remedyInCode, 'hardened'), remedyInCodeOf(control.remedyInCode, 'plain'), 'remedyOnWindows' in control ? control.remedyOnWindows : undefined].filter((remedy) => remedy && /\.$|^[A-Z][a-z]/.test(remedy))).toEqual([]);
});

test.each(CATALOG.map((control) => [control.id, control] as const))('%s has risks, from which its severity follows; on pods in a Pod Security profile it is an error', (_, control) => {
  const { level, risk } = control;
  expect([...LEVELS, ...GROUPS]).toContain(level);
  const risks = typeof risk === 'string' ? [risk] : Object.keys(risk) as Risk[];
  expect(risks.length).toBeGreaterThan(0);
  expect(risks.filter((each) => !RISKS.includes(each))).toEqual([]);
  const isAlwaysError = control.severity === 'error' || (isPodControl(control) && level !== 'hardened');
  expect(risks.map((each) => severityOf(control, each))).toEqual(risks.map((each) => isAlwaysError || !['medium', 'low'].includes(each) ? 'error' : 'warning'));
});

test('hardened kinds fail where an author writes against the profile, also where the risk is a warning elsewhere', () => {
  expect(CATALOG.filter(({ failsHardenedKinds }) => failsHardenedKinds).filter((control) => severityOf(control) === 'error')).toEqual([]);
});

test('what Kubernetes refuses, or does not start, is refused or broken', () => {
  expect(CATALOG.filter(({ refusedBy }) => refusedBy).filter(({ risk, refusedBy }) => risk !== (refusedBy === 'kubelet' ? 'broken' : 'refused')).map(({ id }) => id)).toEqual([]);
});

test.each(CATALOG.map((control) => [control.id, control] as const))('%s is in the folder of its level', (id, { level }) => {
  const folder = FILES.find(([file]) => file === id)?.[1];
  const ofLevel = { 'pss-baseline': 'baseline', 'pss-restricted': 'restricted', 'hardened': undefined, 'declarations': level, 'output': level, 'waivers': level }[level];
  expect([ofLevel, 'hardened', 'platform', 'startup', 'objects', 'dockerfile']).toContain(folder);
});

test.each(CATALOG.filter(({ refusedBy }) => refusedBy !== undefined).map((control) => [control.id, control] as const))(
  'no waiver is suggested for findings of %s, since Kubernetes refuses the object anyway', (_, control) => {
    const finding = { control, risk: mainRisk(control.risk), severity: severityOf(control), path: ['spec'], value: undefined, remedy: control.remedy };
    expect(suggestWaiver(finding)).toBeUndefined();
  },
);

const RBAC = 'rbac.authorization.k8s.io/v1';
const ROLES: ReadonlyArray<[string, string]> = [[RBAC, 'ClusterRole'], [RBAC, 'Role']];
const grant = (group: string, resource: string, verb: string) =>
  ({ rules: [{ apiGroups: [group], resources: [resource], verbs: [verb] }] });
const IN_DEFAULT = { metadata: { namespace: 'default' } };
const GRANT = { allowPrivilegedContainer: true, spec: { privileged: true } };

/** Kinds that object controls check, each with fields that they report. */
const CHECKED: ReadonlyArray<[id: string, fields: JsonObject, ...kinds: ReadonlyArray<[apiVersion: string, kind: string]>]> = [
  ['cluster-admin', { roleRef: { name: 'cluster-admin' } }, [RBAC, 'ClusterRoleBinding'], [RBAC, 'RoleBinding']],
  ['config-map-secrets', { data: { url: 'postgres://app:hunter2@db:5432/shop' } }, ['v1', 'ConfigMap']],
  ['default-namespace', IN_DEFAULT, ['v1', 'Pod'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['argoproj.io/v1alpha1', 'Rollout']],
  ['namespace-enforce', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }, ['v1', 'Namespace']],
  ['persistent-volume-host-path', { spec: { hostPath: { path: '/data' } } }, ['v1', 'PersistentVolume']],
  ['pod-template', {}, ['v1', 'Pod'], ['v1', 'PodTemplate'], ['v1', 'ReplicationController'], ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'], ['apps/v1', 'ReplicaSet'], ['batch/v1', 'Job'], ['batch/v1', 'CronJob']],
  ['service-account-automount', {}, ['v1', 'ServiceAccount']],
  ['service-account-token-secret', { type: 'kubernetes.io/service-account-token' }, ['v1', 'Secret']],
  ['unsafe-grants', GRANT, ['v1', 'SecurityContextConstraints'], ['security.openshift.io/v1', 'SecurityContextConstraints'],
    ['extensions/v1beta1', 'PodSecurityPolicy'], ['policy/v1beta1', 'PodSecurityPolicy']],
  ['anonymous-binding', { subjects: [{ kind: 'Group', name: 'system:masters' }] }, [RBAC, 'ClusterRoleBinding'], [RBAC, 'RoleBinding']],
  ['default-account-binding', { subjects: [{ kind: 'ServiceAccount', name: 'default' }] }, [RBAC, 'ClusterRoleBinding'], [RBAC, 'RoleBinding']],
  ['service-ports', { spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'web' }] } }, ['v1', 'Service']],
  ['cron-job-schedule', { spec: {} }, ['batch/v1', 'CronJob']],
  ['exposed-service', { spec: { type: 'NodePort' } }, ['v1', 'Service']],
  ['ingress-snippets', { metadata: { annotations: { 'nginx.ingress.kubernetes.io/server-snippet': 'x' } } }, ['networking.k8s.io/v1', 'Ingress'],
    ['extensions/v1beta1', 'Ingress']],
  ['ingress-tls', {}, ['networking.k8s.io/v1', 'Ingress'], ['extensions/v1beta1', 'Ingress']],
  ['kube-system', { metadata: { namespace: 'kube-system' } }, ['v1', 'Pod'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob']],
  ['admin-roles', { roleRef: { kind: 'ClusterRole', name: 'edit' }, subjects: [{ kind: 'Group', name: 'system:authenticated' }] }, [RBAC, 'ClusterRoleBinding'], [RBAC, 'RoleBinding']],
  ['api-service-tls', { spec: { insecureSkipTLSVerify: true } }, ['apiregistration.k8s.io/v1', 'APIService']],
  ['claim-admin-access', { spec: { devices: { requests: [{ adminAccess: true }] }, spec: { devices: { requests: [{ exactly: { adminAccess: true } }] } } }, metadata: { labels: { 'resource.kubernetes.io/admin-access': 'true' } } },
    ['resource.k8s.io/v1beta1', 'ResourceClaim'], ['resource.k8s.io/v1', 'ResourceClaimTemplate'], ['v1', 'Namespace']],
  ['csi-driver-tokens', { spec: { tokenRequests: [{}] } }, ['storage.k8s.io/v1', 'CSIDriver']],
  ['gateway-listeners', { spec: { listeners: [{ protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }] } }, ['gateway.networking.k8s.io/v1', 'Gateway']],
  ['ingress-injection', { metadata: { annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'a;b' } } }, ['networking.k8s.io/v1', 'Ingress'], ['extensions/v1beta1', 'Ingress']],
  ['service-targets', { spec: { type: 'ExternalName', externalName: 'localhost' }, subsets: [{ addresses: [{ ip: '127.0.0.1' }] }], endpoints: [{ addresses: ['127.0.0.1'] }] },
    ['v1', 'Service'], ['v1', 'Endpoints'], ['discovery.k8s.io/v1', 'EndpointSlice']],
  ['webhook-failure', { metadata: { name: 'gatekeeper' }, webhooks: [{ failurePolicy: 'Ignore', rules: [{ apiGroups: ['*'], resources: ['*'] }] }] },
    ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'], ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration']],
  ['kubevirt-hooks', {
    metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': '[{}]' } },
    spec: { template: { metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': '[{}]' } } }, virtualMachineTemplate: { spec: { template: { metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': '[{}]' } } } } } },
  }, ['kubevirt.io/v1', 'VirtualMachine'], ['kubevirt.io/v1', 'VirtualMachineInstance'], ['kubevirt.io/v1', 'VirtualMachineInstanceReplicaSet'], ['pool.kubevirt.io/v1', 'VirtualMachinePool']],
  ['mesh-authorization', { spec: { rules: [{}] } }, ['security.istio.io/v1', 'AuthorizationPolicy']],
  ['mesh-mtls', {
    spec: { mtls: { mode: 'DISABLE' }, trafficPolicy: { tls: { mode: 'DISABLE' } }, accessPolicy: 'all-unauthenticated' },
  }, ['security.istio.io/v1', 'PeerAuthentication'], ['networking.istio.io/v1', 'DestinationRule'], ['policy.linkerd.io/v1beta3', 'Server']],
  ['metadata-egress', { metadata: { name: 'web' }, spec: { podSelector: {}, egress: [{}] } }, ['networking.k8s.io/v1', 'NetworkPolicy']],
  ['rbac-aggregation', { aggregationRule: { clusterRoleSelectors: [{}] } }, [RBAC, 'ClusterRole']],
  ['rbac-api-services', grant('apiregistration.k8s.io', 'apiservices', 'update'), [RBAC, 'ClusterRole']],
  ['rbac-bindings', grant('rbac.authorization.k8s.io', 'rolebindings', 'create'), ...ROLES],
  ['rbac-config-maps', { metadata: { namespace: 'kube-system' }, ...grant('', 'configmaps', 'update') }, ...ROLES],
  ['rbac-constraints', grant('security.openshift.io', 'securitycontextconstraints', 'use'), ...ROLES],
  ['rbac-namespaces', grant('', 'namespaces', 'patch'), ...ROLES],
  ['rbac-policies', grant('networking.k8s.io', 'networkpolicies', 'delete'), ...ROLES],
  ['rbac-services', grant('', 'endpoints', 'update'), ...ROLES],
  ['rbac-volumes', grant('', 'persistentvolumes', 'create'), [RBAC, 'ClusterRole']],
  ['rbac-certificates', grant('certificates.k8s.io', 'signers', 'approve'), [RBAC, 'ClusterRole']],
  ['rbac-create-pods', grant('', 'pods', 'create'), ...ROLES],
  ['rbac-escalation', grant('', 'users', 'impersonate'), ...ROLES],
  ['rbac-exec', grant('', 'pods/exec', 'create'), ...ROLES],
  ['rbac-nodes-proxy', grant('', 'nodes/proxy', 'get'), [RBAC, 'ClusterRole']],
  ['rbac-secrets', grant('', 'secrets', 'get'), ...ROLES],
  ['rbac-tokens', grant('', 'serviceaccounts/token', 'create'), ...ROLES],
  ['rbac-webhooks', grant('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'patch'), [RBAC, 'ClusterRole']],
  ['rbac-nodes', grant('', 'bindings', 'create'), ...ROLES],
  ['rbac-extensions', grant('storage.k8s.io', 'csidrivers', 'create'), [RBAC, 'ClusterRole']],
  ['wildcard-rbac', { rules: [{ apiGroups: ['*'], resources: ['pods'], verbs: ['get'] }] }, [RBAC, 'ClusterRole'], [RBAC, 'Role']],
];
/** Pods without a port. */
const podPorts = () => [{ names: new Set<string>(), numbers: new Set<number>() }];
const reported = (object: JsonObject) =>
  evaluate(object, profileOf('hardened'), amended(thirdPartyContext('kubernetes'), { facts: { podPorts } })).map(({ control }) => control.id);

test.each(CHECKED.flatMap(([id, fields, ...kinds]) => kinds.map(([apiVersion, kind]) => [id, apiVersion, kind, fields] as const)))(
  '%s checks %s %s', (id, apiVersion, kind, fields) => expect(reported({ apiVersion, kind, ...fields })).toContain(id),
);

test.each(CHECKED)('%s ignores the fields %j of other kinds', (id, fields) => {
  expect(reported({ apiVersion: 'example.com/v1', kind: 'Any', ...fields })).not.toContain(id);
});

test.each<[string, JsonObject]>([
  ['merge-keys', { '<<': {} }],
  ['nested-lists', { kind: 'List', items: [{ kind: 'List', items: [] }] }],
  ['unevaluated-pod-template', { spec: { containers: [{ name: 'main', image: 'app:1' }] } }],
  ['object-secrets', { spec: { url: 'https://web:hunter22@example.com' } }],
  ['unsafe-custom-value', { spec: { privileged: true } }],
  ['unsafe-custom-value-restricted', { spec: { runAsUser: 0 } }],
  ['unsafe-embedded-text', { data: { a: 'privileged: true' } }],
  ['unsafe-embedded-text-restricted', { data: { a: 'runAsUser: 0' } }],
])('%s checks any kind', (id, fields) => expect(reported({ apiVersion: 'example.com/v1', kind: 'Any', ...fields })).toContain(id));

test('every object control for certain kinds is tested with them', () => {
  // `testRows` tests the others with each of their kinds.
  const ofKinds = CATALOG.filter(isObjectControl).filter((control) => control.kinds && !('rows' in control)).map(({ id }) => id);
  expect(ofKinds.sort()).toEqual(CHECKED.map(([id]) => id).sort());
});

/** Kinds that are not in every pod, and that cdk8s-plus has classes for. */
const CLASSES = ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding', 'networking.k8s.io/Ingress', 'Service', 'ServiceAccount', 'PersistentVolume', 'ConfigMap'];
const ON_CLASSES = CATALOG.filter(isObjectControl).filter(({ level, kinds }) => level === 'hardened' && kinds?.some((kind) => CLASSES.includes(kind)));

test.each(ON_CLASSES.map((control) => [control.id, control] as const))('%s has a fix in the terms of cdk8s-plus', (_, { remedyInCode }) => {
  expect(remedyInCode).toMatch(/`/);
});
