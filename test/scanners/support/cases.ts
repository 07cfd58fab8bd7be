import { JsonObject } from '../../../src/formats/manifest/json';
import { amended, thirdPartyContext } from '../../../src/policy/context/context';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { profileOf } from '../../../src/policy/engine/profile';
import { CHECKOV_CASES } from '../../policy/waivers/dialects/checkov-cases';
import { context, object, pod, RBAC, role } from '../../policy/waivers/dialects/manifests';
import { waiver } from '../../policy/waivers/findings';

/* Unsafe manifests, each with a waiver of one of its findings, to compare with what scanners say about them. */

const volume = (fields: JsonObject, isReadOnly = false) => pod(
  { volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: isReadOnly }] }, { volumes: [{ name: 'v', ...fields }] },
);
const hostPath = (path: string, isReadOnly = false) => volume({ hostPath: { path } }, isReadOnly);
const podContext = (securityContext: JsonObject) => pod({}, { securityContext });
const binding = (kind: string, roleKind: string, roleName: string, subject: JsonObject) => object(kind, {
  roleRef: { apiGroup: RBAC, kind: roleKind, name: roleName }, subjects: [{ apiGroup: RBAC, ...subject }],
});
const rule = (group: string, resource: string, ...verbs: readonly string[]) => ({ apiGroups: [group], resources: [resource], verbs });
const PROBE = { httpGet: { path: '/', port: 81 } };

/** Beside those for Checkov. */
const MANIFESTS: readonly JsonObject[] = [
  podContext({ sysctls: [{ name: 'kernel.msgmax', value: '1' }, { name: 'net.ipv4.ip_forward', value: '1' }] }),
  podContext({ runAsUser: 0, runAsGroup: 0, fsGroup: 0, supplementalGroups: [0] }),
  podContext({ runAsUser: 500, runAsGroup: 500 }),
  podContext({ seLinuxOptions: { type: 'spc_t' }, seccompProfile: { type: 'Unconfined' }, appArmorProfile: { type: 'Unconfined' } }),
  { ...pod({}), metadata: { name: 'app-armor', namespace: 'shop', annotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' } } },
  podContext({ windowsOptions: { hostProcess: true } }),
  context({ procMount: 'Unmasked' }),
  context({ allowPrivilegeEscalation: true, capabilities: { add: ['NET_RAW', 'SYS_MODULE', 'NET_ADMIN', 'SYS_ADMIN', 'ALL'], drop: ['CHOWN'] } }),
  context({ readOnlyRootFilesystem: false, runAsNonRoot: false, seccompProfile: { type: 'Unconfined' } }),
  ...['/', '/etc', '/proc', '/var/run/docker.sock', '/var/lib/docker', '/data'].map((path) => hostPath(path)),
  hostPath('/etc', true),
  volume({ nfs: { server: 'nfs', path: '/' } }),
  volume({ emptyDir: {} }),
  pod({ env: [{ name: 'SECRET_KEY', value: 'x7Gq0pLz91' }, { name: 'A', value: '1' }, { name: 'A', value: '2' }] }),
  pod({ envFrom: [{ secretRef: { name: 's' } }] }),
  pod({ ports: [{ containerPort: 22 }, { containerPort: 80 }] }),
  pod({ ports: [{ containerPort: 8080 }], livenessProbe: PROBE, readinessProbe: PROBE, startupProbe: PROBE }),
  pod({ image: 'a:latest' }),
  pod({ image: 'docker.io/library/a:1', resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } } }),
  pod({}, { serviceAccount: 'old' }),
  pod({}, { serviceAccountName: 'missing', automountServiceAccountToken: true }),
  pod({}, { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] }),
  pod({ livenessProbe: { httpGet: { host: '10.0.0.1', path: '/', port: 80 } } }),
  { ...pod({}), metadata: { name: 'in-kube-system', namespace: 'kube-system' } },
  object('ConfigMap', { data: { 'password': 'x7Gq0pLz91', 'app.properties': 'db.password=x7Gq0pLz91\nusername=admin\n' } }),
  object('Service', { spec: { type: 'NodePort', ports: [{ port: 80 }] } }),
  object('Service', { spec: { externalIPs: ['10.0.0.1'], ports: [{ port: 80 }] } }),
  object('Service', { spec: { type: 'ExternalName', externalName: 'example.com' } }),
  object('Ingress', { spec: { rules: [{ host: 'a.example' }] } }),
  {
    ...object('Ingress', { spec: { ingressClassName: 'nginx', rules: [{ host: 'a.example' }] } }),
    metadata: { name: 'injection', namespace: 'shop', annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'https://a.example/}x' } },
  },
  ...['ClusterRole', 'Role'].flatMap((kind) => [
    role(rule('', '*', 'get'), kind), role(rule('*', '*', '*'), kind), role(rule('', 'pods', '*'), kind), role(rule('', 'secrets', 'get', 'list'), kind),
    role(rule('', 'pods', 'create'), kind), role(rule('', 'pods/exec', 'create', '*'), kind), role(rule('', 'pods/attach', 'create'), kind),
    role(rule('', 'nodes/proxy', 'get', 'create'), kind), role(rule('', 'configmaps', 'update'), kind), role(rule('', 'services', 'create'), kind),
    role(rule('', 'endpoints', 'create'), kind), role(rule('networking.k8s.io', 'networkpolicies', 'create'), kind),
    role(rule(RBAC, 'roles', 'create', 'update'), kind), role(rule(RBAC, 'rolebindings', 'create'), kind),
    role({ apiGroups: ['*'], resources: ['users', 'groups'], verbs: ['impersonate'] }, kind),
    role(rule('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'update'), kind),
  ]),
  binding('ClusterRoleBinding', 'ClusterRole', 'cluster-admin', { kind: 'User', name: 'u' }),
  binding('RoleBinding', 'ClusterRole', 'cluster-admin', { kind: 'User', name: 'u' }),
  binding('RoleBinding', 'ClusterRole', 'admin', { kind: 'User', name: 'u' }),
  ...['system:anonymous', 'system:unauthenticated', 'system:authenticated', 'system:masters'].flatMap((name) => ['User', 'Group'].flatMap((kind) =>
    ['ClusterRoleBinding', 'RoleBinding'].map((bindingKind) => binding(bindingKind, 'ClusterRole', 'view', { kind, name })))),
];

export interface ScannerCase {
  readonly title: string;
  readonly manifest: JsonObject;
  /** All findings of the library, one of which has a waiver. */
  readonly findings: readonly EvaluatedFinding[];
}

const HARDENED = profileOf('hardened');
/** Where no NetworkPolicy selects a pod. */
export const NOT_ISOLATED = amended(thirdPartyContext('kubernetes'), { facts: { networkPolicies: { isolates: () => false } } });

/** Scanners report objects by their names. */
function named(manifest: JsonObject, index: number): JsonObject {
  const metadata = manifest.metadata as { readonly name: string; readonly namespace: string };
  const isByNamespace = ['default', 'kube-system'].includes(metadata.namespace);
  return { ...manifest, metadata: { ...metadata, ...metadata.name !== 'default' && { name: `x${index}` }, ...!isByNamespace && { namespace: `n${index}` } } };
}

/** Manifests for the same control and value. Nearly all manifests lack the same fields, and scanners are slow. */
const MOST_MANIFESTS = 4;

/** Cases for each control and value that the library finds in the manifests. */
export function scannerCases(): readonly ScannerCase[] {
  const cases: ScannerCase[] = [];
  const counts = new Map<string, number>();
  for (const plain of [...new Set([...MANIFESTS, ...CHECKOV_CASES.map(({ manifest }) => manifest)])]) {
    const found = evaluate(plain, HARDENED, NOT_ISOLATED);
    const pins = new Set(found.map(({ control, allowKey }) => JSON.stringify([control.id, allowKey ?? null])));
    for (const pin of pins) {
      counts.set(pin, (counts.get(pin) ?? 0) + 1);
      if (counts.get(pin)! > MOST_MANIFESTS) continue;
      const manifest = named(plain, cases.length);
      const [control, allow] = JSON.parse(pin);
      const findings = evaluate(manifest, HARDENED, NOT_ISOLATED).map((finding) => {
        const isWaived = finding.control.id === control && (finding.allowKey ?? null) === allow;
        return isWaived ? { ...finding, waiver: waiver(control, { allow: allow === null ? undefined : [allow] }) } : finding;
      });
      cases.push({ title: `${control} ${allow ?? ''} in ${String(manifest.kind)}`, manifest, findings });
    }
  }
  return cases;
}
