import { context, object, pod, RBAC, role } from './manifests';
import { JsonObject } from '../../../../src/formats/manifest/json';

/** A manifest with a waiver of one value, and what disappears from the report of Checkov. */
export interface CheckovCase {
  readonly title: string;
  readonly manifest: JsonObject;
  readonly control: string;
  /** The waived value; all findings of the control if absent. */
  readonly allow?: string;
  readonly ids: readonly string[];
}

const snippet = (text: string) => {
  const ingress = object('Ingress', {});
  return { ...ingress, metadata: { ...ingress.metadata as JsonObject, annotations: { 'nginx.ingress.kubernetes.io/server-snippet': text } } };
};

function when(title: string, manifest: JsonObject, control: string, ids: readonly string[], allow?: string): CheckovCase {
  return { title, manifest, control, ids, allow };
}

const CAPABILITIES = { capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] } };
const ALL_HOST = { hostPID: true, hostIPC: true, hostNetwork: true };

export const CHECKOV_CASES: readonly CheckovCase[] = [
  when('SYS_PTRACE', context(CAPABILITIES), 'capabilities-restricted', ['CKV_K8S_25'], 'SYS_PTRACE'),
  when('SYS_ADMIN', context({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }), 'capabilities-restricted', ['CKV_K8S_25', 'CKV_K8S_39'], 'SYS_ADMIN'),
  when('SYS_ADMIN beside another', context({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN', 'SYS_PTRACE'] } }), 'capabilities-restricted', ['CKV_K8S_39'], 'SYS_ADMIN'),
  when('all capabilities', context({}), 'capabilities-restricted', ['CKV_K8S_28', 'CKV_K8S_37']),
  when('all but NET_RAW', context({ capabilities: { drop: ['NET_RAW'] } }), 'capabilities-restricted', ['CKV_K8S_37']),
  when('hostPID', context({}, ALL_HOST), 'host-namespaces', ['CKV_K8S_17'], 'hostPID'),
  when('hostIPC', context({}, ALL_HOST), 'host-namespaces', ['CKV_K8S_18'], 'hostIPC'),
  when('hostNetwork', context({}, ALL_HOST), 'host-namespaces', ['CKV_K8S_19'], 'hostNetwork'),
  when('a host port', pod({ ports: [{ containerPort: 80, hostPort: 80 }] }), 'host-ports', ['CKV_K8S_26']),
  when('a host port that hostNetwork makes', pod({ ports: [{ containerPort: 80 }] }, { hostNetwork: true }), 'host-ports', []),
  when('privileged', context({ privileged: true }), 'privileged', ['CKV_K8S_16']),
  when('allowPrivilegeEscalation', context({}), 'allow-privilege-escalation', ['CKV_K8S_20']),
  when('runAsNonRoot', context({}), 'run-as-non-root', ['CKV_K8S_23']),
  when('uid 0', context({ runAsUser: 0 }), 'run-as-user', ['CKV_K8S_40']),
  when('a low uid', context({ runAsUser: 500 }), 'high-user-id', ['CKV_K8S_40']),
  when('no uid', context({ runAsNonRoot: true }), 'user-id', ['CKV_K8S_40']),
  when('no seccomp profile', context({}), 'seccomp-profile-restricted', ['CKV_K8S_31']),
  when('a writable root', context({}), 'read-only-root-filesystem', ['CKV_K8S_22']),
  when('a token', context({}), 'service-account-token', ['CKV_K8S_38']),
  when('no request for CPU', context({}), 'cpu-resources', ['CKV_K8S_10'], 'requests'),
  when('no limit of CPU', context({}), 'cpu-resources', ['CKV_K8S_11'], 'limits'),
  when('no request for memory', context({}), 'memory-resources', ['CKV_K8S_12'], 'requests'),
  when('no limit of memory', context({}), 'memory-resources', ['CKV_K8S_13'], 'limits'),
  when('no tag', pod({}), 'image-tag', ['CKV_K8S_14']),
  when('no digest', pod({}), 'image-digest', ['CKV_K8S_43']),
  when('a pull policy', pod({ image: 'a:1', imagePullPolicy: 'IfNotPresent' }), 'image-pull-policy', ['CKV_K8S_15']),
  when('a Secret as a variable', pod({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }), 'secrets-from-env', ['CKV_K8S_35']),
  when('the socket of Docker', pod({}, { volumes: [{ name: 's', hostPath: { path: '/var/run/docker.sock' } }] }), 'runtime-socket', ['CKV_K8S_27']),
  when('the socket of containerd', pod({}, { volumes: [{ name: 's', hostPath: { path: '/run/containerd/containerd.sock' } }] }), 'runtime-socket', []),
  when('no network policy', pod({}), 'network-policy', ['CKV2_K8S_6']),
  when('the namespace default', { ...pod({}), metadata: { name: 'default-namespace', namespace: 'default' } }, 'default-namespace', ['CKV_K8S_21']),
  when('the token of the default account', object('ServiceAccount', {}, 'default'), 'service-account-automount', ['CKV_K8S_41']),
  when('the token of another account', object('ServiceAccount', {}), 'service-account-automount', []),
  when('a wildcard', role({ apiGroups: [''], resources: ['pods'], verbs: ['*'] }), 'wildcard-rbac', ['CKV_K8S_49']),
  when('a wildcard in the second rule', object('Role', {
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }, { apiGroups: [''], resources: ['*'], verbs: ['get'] }],
  }), 'wildcard-rbac', []),
  when('webhooks', role({ apiGroups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: ['create'] }), 'rbac-webhooks', ['CKV_K8S_155']),
  // It fails for both rights together.
  when('certificates', object('ClusterRole', {
    rules: [['certificatesigningrequests/approval', 'update'], ['signers', 'approve']]
      .map(([resource, verb]) => ({ apiGroups: ['certificates.k8s.io'], resources: [resource], verbs: [verb] })),
  }), 'rbac-certificates', ['CKV_K8S_156']),
  when('bind', role({ apiGroups: [RBAC], resources: ['rolebindings'], verbs: ['bind'] }), 'rbac-escalation', ['CKV_K8S_157']),
  when('bind of roles', role({ apiGroups: [RBAC], resources: ['roles'], verbs: ['bind'] }, 'Role'), 'rbac-escalation', []),
  when('escalate', role({ apiGroups: [RBAC], resources: ['roles'], verbs: ['escalate'] }, 'Role'), 'rbac-escalation', ['CKV_K8S_158']),
  when('rights to Secrets', role({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }), 'rbac-secrets', []),
  when('rights for the default account', object('RoleBinding', {
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'y' }, subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }],
  }), 'default-account-binding', ['CKV_K8S_42']),
  when('rights for all accounts', object('RoleBinding', {
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'y' }, subjects: [{ kind: 'Group', name: 'system:serviceaccounts' }],
  }), 'default-account-binding', []),
  when('a snippet', snippet('return 200;'), 'ingress-snippets', ['CKV_K8S_153']),
  when('a snippet with alias', snippet('alias /etc;'), 'ingress-snippets', ['CKV_K8S_153', 'CKV_K8S_154']),
  when('a snippet with Lua', snippet('content_by_lua_block {}'), 'ingress-snippets', ['CKV_K8S_152', 'CKV_K8S_153']),
];

/** What both find in a Dockerfile. */
export const DOCKERFILE_CASES: readonly { readonly control: string; readonly id: string; readonly text: string }[] = [
  { control: 'dockerfile-user-missing', id: 'CKV_DOCKER_3', text: 'FROM a:1\nCMD ["a"]\n' },
  { control: 'dockerfile-user-root', id: 'CKV_DOCKER_8', text: 'FROM a:1\nUSER root\n' },
  { control: 'dockerfile-image-tag', id: 'CKV_DOCKER_7', text: 'FROM a:latest\nUSER 65532\n' },
  { control: 'dockerfile-add-url', id: 'CKV_DOCKER_4', text: 'FROM a:1\nADD https://example.com/a /a\nUSER 65532\n' },
  { control: 'dockerfile-sudo', id: 'CKV2_DOCKER_1', text: 'FROM a:1\nRUN sudo id\nUSER 65532\n' },
  { control: 'dockerfile-passwords', id: 'CKV2_DOCKER_17', text: 'FROM a:1\nRUN echo a:b | chpasswd\nUSER 65532\n' },
];
