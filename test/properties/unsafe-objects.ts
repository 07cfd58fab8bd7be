/*
 * For each control on objects and on Dockerfiles two inputs that differ in what it finds wrong. What is accepted of the first must not
 * cover the second.
 */

const object = (apiVersion: string, kind: string, fields: object, metadata: object = {}) =>
  ({ apiVersion, kind, metadata: { name: 'web', ...!isClusterScoped(kind) && { namespace: 'shop' }, ...metadata }, ...fields });

/** Objects of these kinds have no namespace. */
export function isClusterScoped(kind: string): boolean {
  return /^(?:Cluster\w+|\w+WebhookConfiguration|Namespace|PersistentVolume|APIService|CSIDriver|CustomResourceDefinition)$/.test(kind);
}
const RBAC = 'rbac.authorization.k8s.io/v1';
const RBAC_GROUP = 'rbac.authorization.k8s.io';
const ruleOf = (apiGroup: string, resource: string, ...verbs: string[]) => (
  { rules: [{ apiGroups: [apiGroup], resources: [resource], verbs }] });
const role = (...rule: Parameters<typeof ruleOf>) => object(RBAC, 'Role', ruleOf(...rule));
const clusterRole = (...rule: Parameters<typeof ruleOf>) => object(RBAC, 'ClusterRole', ruleOf(...rule));
const binding = (subject: object, roleName = 'view', kind = 'RoleBinding') =>
  object(RBAC, kind, { roleRef: { kind: 'ClusterRole', name: roleName }, subjects: [subject] });
const volume = (path: string) => object('v1', 'PersistentVolume', { spec: { hostPath: { path } } });
const service = (spec: object) => object('v1', 'Service', { spec });
const egress = (rule: object) => object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, egress: [rule] } });
const ingress = (spec: object, annotations = {}) => object('networking.k8s.io/v1', 'Ingress', { spec }, { annotations });
const secret = (account: string) => object('v1', 'Secret', { type: 'kubernetes.io/service-account-token' }, { annotations: { 'kubernetes.io/service-account.name': account } });
const inNamespace = (namespace: string) => object('apps/v1', 'Deployment', {}, { namespace });
const custom = (spec: object) => object('example.com/v1', 'App', { spec });
const TLS = { tls: [{ hosts: ['a.example.com'] }] };

export const UNSAFE_OBJECTS: { readonly [control: string]: readonly (readonly [object, object])[] } = {
  'kube-system': [[inNamespace('kube-system'), inNamespace('kube-public')]],
  'persistent-volume-host-path': [[volume('/srv/a'), volume('/srv/b')]],
  'service-account-token-secret': [[secret('web'), secret('admin')]],
  'cluster-admin': [[binding({ kind: 'User', name: 'a' }, 'cluster-admin'), binding({ kind: 'User', name: 'b' }, 'cluster-admin')]],
  'wildcard-rbac': [
    [role('', 'pods', '*'), role('', 'secrets', '*')], [role('', '*', 'get'), role('', '*', 'delete')], [role('', 'pods', '*'), role('', '*', '*')],
  ],
  'rbac-secrets': [[role('', 'secrets', 'get'), role('', 'secrets', 'get', 'list')]],
  'rbac-create-pods': [[role('', 'pods', 'create'), role('', 'pods', '*')], [role('', 'pods', 'create'), role('apps', 'deployments', 'create')]],
  'rbac-exec': [[role('', 'pods/exec', 'create'), role('', 'pods/exec', 'get', 'create')]],
  'rbac-nodes-proxy': [[clusterRole('', 'nodes/proxy', 'get'), clusterRole('', 'nodes/proxy', 'create')]],
  'rbac-nodes': [['patch', 'delete'].map((verb) => clusterRole('', 'nodes', verb)) as [object, object]],
  'rbac-extensions': [['create', 'patch'].map((verb) => clusterRole('storage.k8s.io', 'csidrivers', verb)) as [object, object]],
  'rbac-tokens': [[role('', 'serviceaccounts/token', 'create'), role('', 'serviceaccounts/token', '*')]],
  'rbac-webhooks': [['create', 'patch'].map((verb) => clusterRole('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', verb)) as [object, object]],
  'rbac-certificates': [['approve', 'sign'].map((verb) => clusterRole('certificates.k8s.io', 'signers', verb)) as [object, object]],
  'rbac-escalation': [[role('', 'users', 'impersonate'), role('', 'groups', 'impersonate')], [role('', 'users', 'impersonate'), role('', 'users', 'escalate')]],
  'rbac-volumes': [[clusterRole('', 'persistentvolumes', 'create'), clusterRole('', 'persistentvolumes', '*')]],
  'rbac-bindings': [[role(RBAC_GROUP, 'rolebindings', 'create'), role(RBAC_GROUP, 'clusterrolebindings', 'create')]],
  'rbac-namespaces': [[role('', 'namespaces', 'patch'), role('', 'namespaces', 'patch', 'update')]],
  'rbac-services': [[role('', 'services/status', 'patch'), role('', 'endpoints', 'patch')]],
  'rbac-api-services': [['create', 'patch'].map((verb) => clusterRole('apiregistration.k8s.io', 'apiservices', verb)) as [object, object]],
  'rbac-config-maps': [['create', 'patch'].map((verb) => ({ ...role('', 'configmaps', verb), metadata: { name: 'a', namespace: 'kube-system' } })) as [object, object]],
  'rbac-policies': [['delete', 'patch'].map((verb) => role('networking.k8s.io', 'networkpolicies', verb)) as [object, object]],
  'rbac-constraints': [['use', '*'].map((verb) => role('security.openshift.io', 'securitycontextconstraints', verb)) as [object, object]],
  'admin-roles': [['admin', 'edit'].map((name) => binding({ kind: 'User', name: 'a' }, name, 'ClusterRoleBinding')) as [object, object]],
  'anonymous-binding': [
    [binding({ kind: 'User', name: 'system:anonymous' }), binding({ kind: 'User', name: 'system:anonymous' }, 'edit')],
    [binding({ kind: 'User', name: 'system:anonymous' }), binding({ kind: 'Group', name: 'system:authenticated' })],
  ],
  'default-account-binding': [
    [binding({ kind: 'ServiceAccount', name: 'default', namespace: 'a' }), binding({ kind: 'ServiceAccount', name: 'default', namespace: 'b' })],
    [binding({ kind: 'ServiceAccount', name: 'default' }), binding({ kind: 'ServiceAccount', name: 'default' }, 'edit')],
  ],
  'claim-admin-access': [['a', 'b'].map((name) => object('resource.k8s.io/v1', 'ResourceClaim', { spec: { devices: { requests: [{ name, exactly: { adminAccess: true } }] } } })) as [object, object]],
  'gateway-listeners': [[80, 8080].map((port) => object('gateway.networking.k8s.io/v1', 'Gateway', { spec: { listeners: [{ port, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }] } })) as [object, object]],
  'ingress-injection': [
    ['a;', 'b;'].map((text) => ingress(TLS, { 'nginx.ingress.kubernetes.io/auth-url': text })) as [object, object],
    ['auth-url', 'mirror-target'].map((name) => ingress(TLS, { [`nginx.ingress.kubernetes.io/${name}`]: 'a;' })) as [object, object],
  ],
  'service-targets': [['localhost', '169.254.169.254'].map((externalName) => service({ type: 'ExternalName', externalName })) as [object, object]],
  'webhook-failure': [['a-policy', 'b-policy'].map((name) => object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks: [{ name, failurePolicy: 'Ignore', rules: [{ apiGroups: [''], resources: ['pods'] }] }] })) as [object, object]],
  'kubevirt-hooks': [['a', 'b'].map((image) => object('kubevirt.io/v1', 'VirtualMachineInstance', {}, { annotations: { 'hooks.kubevirt.io/hookSidecars': `[{"image": "${image}"}]` } })) as [object, object]],
  'mesh-mtls': [
    ['8080', '9090'].map((port) => object('security.istio.io/v1', 'PeerAuthentication', { spec: { portLevelMtls: { [port]: { mode: 'DISABLE' } } } })) as [object, object],
    [object('security.istio.io/v1', 'PeerAuthentication', { spec: { mtls: { mode: 'DISABLE' } } }), object('security.istio.io/v1', 'PeerAuthentication', { spec: { portLevelMtls: { 80: { mode: 'DISABLE' } } } })],
    [0, 1].map((index) => object('networking.istio.io/v1', 'DestinationRule', { spec: { subsets: [{}, {}].map((_, each) => each === index ? { trafficPolicy: { tls: { mode: 'DISABLE' } } } : {}) } })) as [object, object],
  ],
  'metadata-egress': [
    [egress({}), egress({ ports: [{ port: 80 }] })],
    [egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }), egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] })],
  ],
  'service-ports': [['web', 'api'].map((targetPort) => service({ selector: { app: 'web' }, ports: [{ port: 80, targetPort }] })) as [object, object]],
  'exposed-service': [
    [service({ type: 'NodePort' }), service({ type: 'LoadBalancer' })], [service({ externalIPs: ['192.0.2.1'] }), service({ externalIPs: ['192.0.2.2'] })],
  ],
  'ingress-tls': [[ingress({ ...TLS, rules: [{ host: 'b.example.com' }] }), ingress({ ...TLS, rules: [{ host: 'c.example.com' }] })]],
  'ingress-snippets': [
    ['return 1;', 'return 2;'].map((text) => ingress(TLS, { 'nginx.ingress.kubernetes.io/server-snippet': text })) as [object, object],
    ['server-snippet', 'configuration-snippet'].map((name) => ingress(TLS, { [`nginx.ingress.kubernetes.io/${name}`]: 'return 1;' })) as [object, object],
  ],
  'config-map-secrets': [['a.pem', 'b.pem'].map((key) => object('v1', 'ConfigMap', { data: { [key]: '-----BEGIN PRIVATE KEY-----\nMIIB' } })) as [object, object]],
  'unevaluated-pod-template': [['a', 'b'].map((image) => custom({ containers: [{ name: 'main', image }] })) as [object, object]],
  'unsafe-custom-value': [[custom({ hostNetwork: true }), custom({ hostPID: true })]],
  'unsafe-custom-value-restricted': [[custom({ securityContext: { runAsUser: 0 } }), custom({ securityContext: { runAsNonRoot: false } })]],
  'unsafe-embedded-text': [['hostPID', 'hostNetwork'].map((field) => object('v1', 'ConfigMap', { data: { 'pod.yaml': `kind: Pod\nspec:\n  ${field}: true\n` } })) as [object, object]],
  'unsafe-embedded-text-restricted': [
    ['runAsUser: 0', 'runAsNonRoot: false'].map((text) => object('v1', 'ConfigMap', { data: { 'pod.yaml': `kind: Pod\nspec:\n  securityContext:\n    ${text}\n` } })) as [object, object],
  ],
  'unsafe-grants': [['allowHostPID', 'allowPrivilegedContainer'].map((field) => object('security.openshift.io/v1', 'SecurityContextConstraints', { [field]: true })) as [object, object]],
  'object-secrets': [['a', 'b'].map((key) => custom({ [key]: '-----BEGIN PRIVATE KEY-----\nMIIB' })) as [object, object]],
  'cluster-configuration': [
    [10255, 10256].map((readOnlyPort) => object('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration', { readOnlyPort })) as [object, object],
    ['kernel.*', 'net.*'].map((name) => object('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration', { allowedUnsafeSysctls: [name] })) as [object, object],
  ],
  'ineffective-policies': [['dryrun', 'warn'].map((enforcementAction) => object('constraints.gatekeeper.sh/v1beta1', 'K8sPSPVolumeTypes', { spec: { enforcementAction } })) as [object, object]],
  'foreign-webhooks': [['a', 'b'].map((host) => object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks: [{ clientConfig: { url: `https://${host}.example.com` } }] })) as [object, object]],
  'open-network-rules': [['all', 'world'].map((entity) => object('cilium.io/v2', 'CiliumNetworkPolicy', { spec: { ingress: [{ fromEntities: [entity] }] } })) as [object, object]],
  'delivery-scope': [['sourceRepos', 'sourceNamespaces'].map((field) => object('argoproj.io/v1alpha1', 'AppProject', { spec: { [field]: ['*'] } })) as [object, object]],
  'disabled-object-security': [['http://a.example', 'http://b.example'].map((url) => object('source.toolkit.fluxcd.io/v1', 'GitRepository', { spec: { url } })) as [object, object]],
  'merge-keys': [[custom({ '<<': { a: 1 } }), custom({ '<<': { a: 2 } })]],
};

const image = (...lines: string[]) => `FROM alpine:3.22\n${lines.join('\n')}\n`;
const LAST = 'USER 10001';
const run = (command: string) => image(`RUN ${command}`, LAST);

export const UNSAFE_DOCKERFILES: { readonly [control: string]: readonly (readonly [string, string])[] } = {
  'dockerfile-user-root': [[image('USER root'), image('USER 0')]],
  'dockerfile-user-name': [[image('USER app'), image('USER other')]],
  'dockerfile-user-variable': [[image('ARG A', 'USER 10$A'), image('ARG B', 'USER 10$B')]],
  'dockerfile-user-range': [[image('USER 4294967296'), image('USER 4294967297')]],
  'dockerfile-user-group': [[image('USER 10001:0'), image('USER 10002:0')]],
  'dockerfile-start-root': [[image(LAST, 'ENTRYPOINT ["gosu", "root", "a"]'), image(LAST, 'ENTRYPOINT ["gosu", "root", "b"]')]],
  'dockerfile-image-tag': [['FROM alpine\nUSER 10001\n', 'FROM debian\nUSER 10001\n']],
  'dockerfile-add-url': [[image('ADD https://a.example.com/x /x', LAST), image('ADD https://b.example.com/x /x', LAST)]],
  'dockerfile-secrets': [[image('ENV DB_PASSWORD=hunter22', LAST), image('ENV API_PASSWORD=hunter22', LAST)]],
  'dockerfile-secret-copies': [
    ['a', 'b'].map((file) => run(`--mount=type=secret,id=k cp /run/secrets/k /root/${file}`)) as [string, string],
    ['a', 'b'].map((id) => run(`--mount=type=secret,id=${id} cp /run/secrets/${id} /root/k`)) as [string, string],
  ],
  'dockerfile-sudo': [[run('apk add sudo'), run('echo "app ALL=(ALL) NOPASSWD:ALL" > /etc/sudoers.d/app')]],
  'dockerfile-admin-groups': [[run('adduser app wheel'), run('adduser other wheel')]],
  'dockerfile-passwords': [[run('passwd -d app'), run('passwd -d other')], [run('useradd -p x app'), run('usermod -p x app')]],
  'dockerfile-system-files': [[run('chown -R app /'), run('chown -R app /etc')], [run('chmod g+w /etc/passwd'), run('chmod g=u /etc/passwd')]],
  'dockerfile-working-dir': [[image('WORKDIR /proc/self/fd/7', LAST), image('WORKDIR /proc/self/fd/8', LAST)]],
  'dockerfile-root-accounts': [[run('useradd -o -u 0 app'), run('useradd -o -u 0 other')]],
  'dockerfile-setuid': [[run('chmod u+s /bin/a'), run('chmod u+s /bin/b')]],
  'dockerfile-capabilities': [[run('setcap cap_net_raw+ep /bin/a'), run('setcap cap_sys_admin+ep /bin/a')]],
  'dockerfile-world-writable': [[run('chmod 777 /a'), run('chmod 777 /b')]],
  'dockerfile-loader-variables': [
    [image('ENV LD_PRELOAD=/tmp/a.so', LAST), image('ENV LD_PRELOAD=/tmp/b.so', LAST)], [image('ENV LD_PRELOAD=/tmp/a.so', LAST), image('ENV LD_AUDIT=/tmp/a.so', LAST)],
  ],
  'dockerfile-disabled-security': [
    [image('ENV GIT_SSL_NO_VERIFY=1', LAST), image('ENV PYTHONHTTPSVERIFY=0', LAST)], [image('CMD ["node", "--inspect=0.0.0.0:1"]', LAST), image('CMD ["node", "--inspect=0.0.0.0:2"]', LAST)],
  ],
  'dockerfile-insecure-run': [[run('--security=insecure a'), run('--security=insecure b')]],
  'dockerfile-host-network': [[run('--network=host a'), run('--network=host b')]],
  'dockerfile-volume-socket': [[image('VOLUME /var/run/docker.sock', LAST), image('VOLUME /run/containerd/containerd.sock', LAST)]],
  'dockerfile-syntax': [[`# syntax=a/frontend\n${image(LAST)}`, `# syntax=b/frontend\n${image(LAST)}`]],
  'dockerfile-low-ports': [[image('EXPOSE 80', LAST), image('EXPOSE 81', LAST)]],
  'dockerfile-shell-form': [[image(LAST, 'CMD app a'), image(LAST, 'CMD other a')]],
  'dockerfile-copy-owner': [[image('VOLUME /data', LAST, 'COPY a /data/a'), image('VOLUME /data', LAST, 'COPY a /data/b')]],
};

/** The controls that know only one wrong value, and those that cannot say which one it is. */
export const WITHOUT_VALUES: { readonly [control: string]: string } = {
  'default-namespace': 'one value',
  'rbac-aggregation': 'one value',
  'api-service-tls': 'one value',
  'csi-driver-tokens': 'one value',
  'service-account-automount': 'one value',
  'namespace-enforce': 'one value',
  'duplicate-keys': 'nothing beside the field: other controls check the value that counts',
  'nested-lists': 'nothing beside the field',
  'mesh-authorization': 'one value: every request',
  'dockerfile-user-missing': 'nothing beside the field',
};
