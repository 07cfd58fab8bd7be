import { ARGUMENTS, leavesUnverified, namesOf, POD_ANNOTATIONS, risksOf, SecuritySetting, VARIABLES } from '../../../src/policy/controls/security-settings';
import { switchedOff, variableOff } from '../../../src/policy/controls/switched-off';

/** The values of a setting that turn security off, and others that do not. */
interface Row {
  readonly names: readonly string[];
  readonly off: readonly string[];
  readonly on: readonly string[];
}

/** Settings that only these values turn off, without anything before or after them. */
function exactly(names: string, ...off: readonly string[]): Row {
  const on = off.filter((value) => value !== '').flatMap((value) => [`x${value}`, `${value}x`]);
  return { names: names.split(' '), off, on: [...on, ...off.includes('') ? ['x'] : ['']] };
}

function some(names: string, off: readonly string[], on: readonly string[]): Row {
  return { names: names.split(' '), off, on };
}

const YES = ['1', 't', 'true', 'True', 'y', 'yes', 'on'];
const NO = ['0', 'f', 'false', 'FALSE', 'n', 'no', 'off'];
const NOT_EMPTY = [['x', '\n'], ['']] as const;
const ADDRESSES = [['0.0.0.0', '0.0.0.0:9229', '[::]:9229'], ['127.0.0.1:9229', '', '1.0.0.0.0']] as const;
const JDWP = [
  ['*:5005', '0.0.0.0:5005', '[::]:5005', ':::5005'].map((address) => `transport=dt_socket,server=y,address=${address}`),
  ['127.0.0.1:5005', '5005', '10.0.0.0:5005'].map((address) => `transport=dt_socket,address=${address}`),
] as const;
const after = (prefix: string, values: readonly string[]) => values.map((value) => prefix + value);

const JMX = '-Dcom.sun.management.jmxremote.authenticate=false';

const VARIABLE_ROWS: readonly Row[] = [
  exactly('NODE_TLS_REJECT_UNAUTHORIZED PYTHONHTTPSVERIFY PERL_LWP_SSL_VERIFY_HOSTNAME', '0'),
  some('GIT_SSL_NO_VERIFY', ['', '0', 'x'], []),
  exactly('NPM_CONFIG_STRICT_SSL npm_config_strict_ssl CONSUL_HTTP_SSL_VERIFY xpack.security.enabled ME_CONFIG_BASICAUTH PGADMIN_CONFIG_SERVER_MODE '
    + 'INFLUXDB_HTTP_AUTH_ENABLED ETCD_CLIENT_CERT_AUTH', ...NO),
  exactly('VAULT_SKIP_VERIFY ETCDCTL_INSECURE_SKIP_TLS_VERIFY KUBERNETES_TRUST_CERTIFICATES ALLOW_EMPTY_PASSWORD ALLOW_ANONYMOUS_LOGIN '
    + 'DISABLE_SECURITY_PLUGIN GF_AUTH_ANONYMOUS_ENABLED FLASK_DEBUG DJANGO_DEBUG APP_DEBUG SPRING_H2_CONSOLE_ENABLED ZEPPELIN_ANONYMOUS_ALLOWED '
    + 'CLICKHOUSE_SKIP_USER_SETUP WEAVIATE_AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED ARGOCD_SERVER_DISABLE_AUTH', ...YES),
  some(
    'JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_OPTS CATALINA_OPTS',
    [...after('-Xmx1g -agentlib:jdwp=', JDWP[0]), ...after('-Xrunjdwp:', JDWP[0])], ['-Xmx1g', ...after('-agentlib:jdwp=', JDWP[1])],
  ),
  some('JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_OPTS CATALINA_OPTS', [JMX, `-Xmx1g ${JMX} -Da=b`], [`${JMX} -Dcom.sun.management.jmxremote.host=127.0.0.1`, `${JMX}x`]),
  exactly('WERKZEUG_DEBUG_PIN', 'off', 'OFF'),
  exactly('RAILS_ENV', 'development'),
  exactly('ASPNETCORE_ENVIRONMENT', 'Development'),
  some('MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE', ['*', 'health,heapdump', 'env, health'], ['health,info', '', 'envs']),
  some('AIRFLOW__API__AUTH_BACKENDS', ['airflow.api.auth.backend.default'], ['airflow.api.auth.backend.session', '']),
  some('VAULT_DEV_ROOT_TOKEN_ID', ['root'], ['']),
  some('NODE_OPTIONS', ['--inspect=0.0.0.0', '--inspect-brk=[::]:9229', '--inspect-wait=0.0.0.0:9229'], ['--inspect', '--inspect=127.0.0.1:9229']),
  some('DOCKER_HOST', ['tcp://docker:2375'], ['tcp://docker:2376', 'tcp://docker:23750', 'unix:///run/docker.sock', 'xtcp://docker:2375']),
  exactly('DOCKER_TLS_CERTDIR', ''),
  exactly('NVIDIA_VISIBLE_DEVICES', 'all'),
  some('MYSQL_ALLOW_EMPTY_PASSWORD MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', ...NOT_EMPTY),
  exactly('POSTGRES_HOST_AUTH_METHOD', 'trust'),
  exactly('NEO4J_AUTH', 'none'),
];

const ARGUMENT_ROWS: readonly Row[] = [
  exactly('--anonymous-auth', ...YES),
  some('--authorization-mode', ['AlwaysAllow', 'Node,AlwaysAllow,RBAC'], ['Node,RBAC', 'NotAlwaysAllow', 'AlwaysAllowed']),
  some('--insecure-port --read-only-port', ['8080'], ['0', 'x1']),
  some('--disable-admission-plugins', ['NodeRestriction', 'A,PodSecurity,B', 'ServiceAccount'], ['AlwaysPullImages', 'XPodSecurity', 'PodSecurityPolicy']),
  exactly('--client-cert-auth -Dcom.sun.management.jmxremote.authenticate --protected-mode http.sslVerify http.sslverify strict-ssl --strict-ssl', ...NO),
  exactly(
    '--enable-skip-login --enable-insecure-login --insecure-skip-tls-verify --kubelet-insecure-tls --skip-tls-verify --insecure-skip-verify '
      + '--tls-skip-verify -tls-skip-verify --no-check-certificate --serversTransport.insecureSkipVerify --api.insecure --skip-grant-tables --noauth '
      + '--insecure --insecure --insecure -k --disable-auth --web.enable-admin-api --no-auth',
    '', ...YES,
  ),
  some('--auth-mode', ['server', 'client,server'], ['client', 'sso', '']),
  some('--tls-min-version --min-tls-version --tlsMinVersion', ['VersionTLS10', 'VersionTLS11', 'TLS1.0', '1.1'], ['VersionTLS12', 'TLS1.2', '1.3', '']),
  some('--management.endpoints.web.exposure.include', ['*', 'health,env'], ['health', '']),
  some('--dashboard-host', ['0.0.0.0', '::'], ['127.0.0.1', '']),
  some('-dev-root-token-id', ['root'], ['']),
  some('--inspect --inspect-brk', ...ADDRESSES),
  some('-agentlib:jdwp -Xrunjdwp', ...JDWP),
  exactly('--ServerApp.token --NotebookApp.token', '', "''", '""'),
  exactly('--auth', 'none'),
  some('--host -H', ['tcp://0.0.0.0:2375', 'tcp://[::]:2375', 'tcp://:2375'], ['tcp://127.0.0.1:2375', 'tcp://0.0.0.0:2376', 'unix:///run/docker.sock', 'xtcp://:2375']),
];

const ANNOTATION_ROWS: readonly Row[] = [
  some(after('traffic.sidecar.istio.io/exclude', ['InboundPorts', 'OutboundPorts', 'OutboundIPRanges', 'Interfaces']).join(' '), ...NOT_EMPTY),
  exactly('traffic.sidecar.istio.io/includeInboundPorts traffic.sidecar.istio.io/includeOutboundIPRanges', ''),
  exactly('sidecar.istio.io/interceptionMode', 'NONE'),
  some(after('config.linkerd.io/skip-', ['inbound-ports', 'outbound-ports', 'subnets']).join(' '), ...NOT_EMPTY),
  exactly('config.linkerd.io/default-inbound-policy', 'all-unauthenticated'),
];

/** Each name with its values. */
const eachOf = (rows: readonly Row[]) => rows.flatMap(({ names, off, on }) => names.map((name) => [name, off, on] as const));
const settingOf = (settings: readonly SecuritySetting[], name: string) => settings.find((each) => each.name === name)!;

const NOTHING_SET = () => false;

test.each([['variables', VARIABLES, VARIABLE_ROWS], ['arguments', ARGUMENTS, ARGUMENT_ROWS], ['annotations', POD_ANNOTATIONS, ANNOTATION_ROWS]])(
  'all %s have examples, an effect and a source', (_, settings, rows) => {
    expect(settings.map(({ name }) => name).sort()).toEqual(eachOf(rows).map(([name]) => name).sort());
    expect(settings.filter(({ effect, source }) => !/^\w+ .{20}/.test(effect) || !source.startsWith('https://'))).toEqual([]);
  },
);

test.each(eachOf(VARIABLE_ROWS))('%s turns security off by some values only', (name, off, on) => {
  const isOff = (value: string) => variableOff(name, value, NOTHING_SET) !== undefined;
  expect(off.filter((value) => !isOff(value))).toEqual([]);
  expect(on.filter(isOff)).toEqual([]);
});

/** Programs that have an argument, where others have it, too. */
const PROGRAMS: { readonly [name: string]: readonly string[] } = {
  '--insecure-port': ['kube-apiserver', '/usr/bin/apiserver', 'kube-apiserver-amd64', 'hyperkube'],
  '--disable-admission-plugins': ['kube-apiserver', '/usr/bin/apiserver', 'hyperkube'],
  '--read-only-port': ['kubelet', '/usr/bin/hyperkube'],
  '--client-cert-auth': ['etcd', '/usr/local/bin/etcd'],
  '--enable-skip-login': ['dashboard', 'kubernetes-dashboard'],
  '--enable-insecure-login': ['dashboard', 'kubernetes-dashboard'],
  '--insecure': ['curl', 'argocd-server', 'cockroach', '/usr/bin/curl'],
  '-k': ['curl'],
  '--disable-auth': ['argocd-server'],
  '--auth-mode': ['argo', 'workflow-server'],
  '--web.enable-admin-api': ['prometheus'],
  '--dashboard-host': ['ray'],
  '-dev-root-token-id': ['vault', 'bao'],
  '--no-auth': ['portainer', 'portainer-ce'],
};
const OTHER_PROGRAMS = ['serve', 'my-kube-apiserver', 'not-a-kubelet', 'my-etcd', 'xhyperkube'];

function isArgumentOff(words: readonly string[], image?: string): boolean {
  return words.some((_, index) => switchedOff(words, index, { line: words, image, hasVariable: NOTHING_SET }).length > 0);
}

test.each(eachOf(ARGUMENT_ROWS))('%s turns security off by some values only', (name, off, on) => {
  const [program = 'serve', ...others] = PROGRAMS[name] ?? [];
  const sign = name === '-Xrunjdwp' ? ':' : '=';
  const isOff = (value: string, by = program) => isArgumentOff([by, `${name}${sign}${value}`]);
  expect(off.filter((value) => !isOff(value))).toEqual([]);
  expect(on.filter((value) => isOff(value))).toEqual([]);
  expect(others.filter((other) => !isOff(off[0], other))).toEqual([]);
  expect(OTHER_PROGRAMS.filter((other) => isOff(off[0], other))).toEqual(PROGRAMS[name] ? [] : OTHER_PROGRAMS);
});

test.each(eachOf(ANNOTATION_ROWS))('%s turns security off by some values only', (name, off, on) => {
  const setting = settingOf(POD_ANNOTATIONS, name);
  expect(off.filter((value) => !setting.off.test(value))).toEqual([]);
  expect(on.filter((value) => setting.off.test(value))).toEqual([]);
});

test.each([
  ['ALLOW_EMPTY_PASSWORD', 'yes', ['REDIS_PASSWORD', 'REDIS_PASSWORD_FILE'], ['ALLOW_EMPTY_PASSWORD', 'REDIS_PASSWORDS', 'REDIS_PASSWORD_FILES', 'PASSWORD']],
  ['MYSQL_ALLOW_EMPTY_PASSWORD', '1', [
    'MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORD_FILE', 'MARIADB_ROOT_PASSWORD_HASH', 'MYSQL_RANDOM_ROOT_PASSWORD',
  ], ['MYSQL_PASSWORD', 'X_MYSQL_ROOT_PASSWORD', 'MYSQL_ROOT_PASSWORDS']],
])('%s is harmless beside a variable with a password', (name, value, harmless, others) => {
  const isOffBeside = (other: string) => variableOff(name, value, (pattern) => pattern.test(other)) !== undefined;
  expect(harmless.filter(isOffBeside)).toEqual([]);
  expect(others.filter((other) => !isOffBeside(other))).toEqual([]);
});

test('the programs of the GPU operator get all GPUs for their purpose', () => {
  const { exceptFor } = settingOf(VARIABLES, 'NVIDIA_VISIBLE_DEVICES');
  const images = [
    'nvidia/k8s-device-plugin', 'k8s-dra-driver', 'k8s-dra-driver-gpu', 'k8s-mig-manager', 'k8s-driver-manager', 'nvcr.io/nvidia/gpu-operator', 'gpu-operator-validator',
    'gpu-feature-discovery', 'container-toolkit', 'dcgm', 'dcgm-exporter',
  ];
  expect(images.filter((image) => !exceptFor!.test(image))).toEqual([]);
  expect(['cuda', 'my-dcgm', 'dcgm-exporter-tests'].filter((image) => exceptFor!.test(image))).toEqual([]);
});

test('the image shows the program of arguments without one', () => {
  expect(isArgumentOff(['--read-only-port=10255'], 'registry.example/kubelet:1.34')).toBe(true);
  expect(isArgumentOff(['--read-only-port=10255'], 'registry.example/web:1')).toBe(false);
  expect(isArgumentOff(['--read-only-port=10255', '--node=kubelet'])).toBe(false);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['the value is the next word', ['serve', '--auth', 'none'], ['serve', '--auth', '-none']],
  ['a switch takes no value', ['mongod', '--noauth', 'false'], ['mongod', '--noauth=false']],
  ['quotes are no part of a value', ['code-server', '--auth="none"'], ['code-server', '--auth="none\'']],
  ['a script is read', ['sh', '-c', 'git -c http.sslVerify=false clone x'], ['sh', '-c', 'echo http.sslVerify=false']],
  ['a variable of a script counts', ['sh', '-c', 'GIT_SSL_NO_VERIFY=1 git clone x'], ['sh', '-c', 'echo a > GIT_SSL_NO_VERIFY=1']],
  ['the value of another option is text', ['sh', '--command', 'x --noauth'], ['serve', '--message', 'start with --noauth']],
  ['a value of a variable is unknown', ['serve', '--auth=none'], ['serve', '--auth=$AUTH']],
  ['a script that cannot be read counts, too', ['sh', '-c', 'if x; then mongod   --noauth'], ['sh', '-c', 'if x; then mongod']],
])('%s', (_, off, on) => expect([off, on].map((words) => isArgumentOff(words))).toEqual([true, false]));

test('a setting that a script has twice is found once', () => {
  const words = ['sh', '-c', 'mongod --noauth; mongod --noauth; serve --auth=none'];
  const found = switchedOff(words, 2, { line: words, hasVariable: NOTHING_SET });
  expect(found.map(({ setting, value }) => [setting.name, value])).toEqual([['--noauth', ''], ['--auth', 'none']]);
});

test('the risks of settings have the names of their settings', () => {
  const settings = [{ name: 'A', risk: 'low' }, { name: 'B', risk: 'high' }, { name: 'C', risk: 'low' }] as unknown as readonly SecuritySetting[];
  expect(namesOf(settings)).toBe('A, B, C');
  expect(risksOf(settings)).toEqual({ medium: '', critical: '', high: 'B', low: 'A, C' });
  expect(VARIABLES.filter(leavesUnverified).map(({ name }) => name)).toContain('GIT_SSL_NO_VERIFY');
  expect(VARIABLES.filter(leavesUnverified).map(({ name }) => name)).not.toContain('DOCKER_HOST');
});
