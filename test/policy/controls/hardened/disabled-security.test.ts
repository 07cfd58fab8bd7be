import { disabledSecurity } from '../../../../src/policy/controls/hardened/disabled-security';
import { ARGUMENTS, POD_ANNOTATIONS, VARIABLES } from '../../../../src/policy/controls/security-settings';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS, podWith } from './pod-with';

const variable = (name: string, value: unknown) => podWith({ env: [{ name, value }] });
const args = (...words: unknown[]) => podWith({ args: words });
const annotated = (key: string, value: string) => goodPod((_, pod) => { pod.metadata.annotations = { [key]: value }; });

test.each([
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'], ['GIT_SSL_NO_VERIFY', 'true'], ['GIT_SSL_NO_VERIFY', '1'], ['PYTHONHTTPSVERIFY', '0'], ['VAULT_SKIP_VERIFY', 'true'],
  ['JAVA_TOOL_OPTIONS', '-Xmx1g -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005'], ['NODE_OPTIONS', '--inspect=0.0.0.0:9229'],
  ['DOCKER_HOST', 'tcp://docker:2375'], ['DOCKER_TLS_CERTDIR', ''], ['NVIDIA_VISIBLE_DEVICES', 'all'], ['POSTGRES_HOST_AUTH_METHOD', 'trust'],
  ['ALLOW_EMPTY_PASSWORD', 'yes'], ['MYSQL_ALLOW_EMPTY_PASSWORD', '1'], ['xpack.security.enabled', 'false'],
])('reports %s=%s', (name, value) => expect(found(disabledSecurity, variable(name, value))).toEqual(['spec.containers[1].env[0].value']));

test.each([
  ['NODE_TLS_REJECT_UNAUTHORIZED', '1'], ['PYTHONHTTPSVERIFY', '1'], ['VAULT_SKIP_VERIFY', 'false'], ['NODE_OPTIONS', '--inspect=127.0.0.1:9229'],
  ['JAVA_TOOL_OPTIONS', '-agentlib:jdwp=transport=dt_socket,server=y,address=5005'], ['JAVA_OPTS', '-Xmx1g'], ['DOCKER_HOST', 'tcp://docker:2376'],
  ['DOCKER_HOST', 'unix:///run/user/docker.sock'], ['DOCKER_TLS_CERTDIR', '/certs'], ['NVIDIA_VISIBLE_DEVICES', 'none'], ['POSTGRES_HOST_AUTH_METHOD', 'scram-sha-256'],
  ['OTHER', '0'], ['GIT_SSL_NO_VERIFY', undefined], ['NODE_TLS_REJECT_UNAUTHORIZED', 0],
])('accepts %s=%s', (name, value) => expect(found(disabledSecurity, variable(name, value))).toEqual([]));

test.each([
  ['dashboard', '--enable-skip-login'], ['dashboard', '--enable-skip-login=true'], ['--insecure-skip-tls-verify'], ['--anonymous-auth=true'], ['--anonymous-auth', 'true'],
  ['--authorization-mode=Node,AlwaysAllow'], ['--inspect=0.0.0.0'], ['--inspect-brk=0.0.0.0:9229'], ['-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005'],
  ['--protected-mode', 'no'], ['--ServerApp.token='], ['--auth', 'none'], ['--host=tcp://0.0.0.0:2375'], ['kubectl --insecure-skip-tls-verify get pods'],
  ['exec kubelet --anonymous-auth=true --v=2'], ['--kubelet-insecure-tls'], ['-H', 'tcp://0.0.0.0:2375'], ['dockerd -H unix:///x -H tcp://0.0.0.0:2375'], ['kubelet --anonymous-auth true'],
  ['-Xrunjdwp:transport=dt_socket,server=y,address=*:5005'], ['java -Xrunjdwp:server=y,address=0.0.0.0:5005 -jar x'], ['NODE_TLS_REJECT_UNAUTHORIZED=0 exec node x.js'],
  ['export NODE_TLS_REJECT_UNAUTHORIZED="0"; node x.js'], ['env', 'GIT_SSL_NO_VERIFY=true', 'git'], ['git', '-c', 'http.sslVerify=false', 'clone'], ['git config --global http.sslVerify false'],
  ['npm config set strict-ssl false'], ['--ServerApp.token=\'\''], ['a --inspect=127.0.0.1 --inspect=0.0.0.0'], ['JAVA_OPTS="-Xmx1g -agentlib:jdwp=server=y,address=*:5005" app'],
])('reports the arguments %j', (...words) => expect(found(disabledSecurity, args(...words))).toHaveLength(1));

test.each([
  ['--enable-skip-login=false'], ['--anonymous-auth=false'], ['--anonymous-auth'], ['--anonymous-auth', '--v=2'], ['--authorization-mode=Node,RBAC'], ['--inspect'], ['--inspect=127.0.0.1'],
  ['--protected-mode', 'yes'], ['--ServerApp.token=$(TOKEN)'], ['--auth', 'password'], ['--host=tcp://127.0.0.1:2375'], ['--host=example.com'], ['--host', '0.0.0.0'],
  ['--insecure-skip-tls-verify-backend'], ['--no-enable-skip-login'], ['--read-only-port=0'], ['enable-skip-login'], [7, null, ''], ['-H', 'tcp://127.0.0.1:2375'], ['curl -H "Accept: x"'], ['-H', 'unix:///x'],
  ['-Xrunjdwp:transport=dt_socket,server=y,address=5005'], ['NODE_TLS_REJECT_UNAUTHORIZED=1 node'], ['MY_NODE_TLS_REJECT_UNAUTHORIZED=0'], ['NODE_TLS_REJECT_UNAUTHORIZED=$X node'],
  ['MYSQL_ALLOW_EMPTY_PASSWORD="$EMPTY" run'], ['# NODE_TLS_REJECT_UNAUTHORIZED=0 node'], ['git', '-c', 'http.sslVerify=true'], ['git config http.sslVerify true'], ['--ServerApp.token="abc"'],
] as unknown[][])('accepts the arguments %j', (...words) => expect(found(disabledSecurity, args(...words))).toEqual([]));

test.each([
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '10.0.0.0/8'], ['traffic.sidecar.istio.io/includeOutboundIPRanges', ''], ['sidecar.istio.io/interceptionMode', 'NONE'],
  ['config.linkerd.io/skip-outbound-ports', '3306'], ['config.linkerd.io/default-inbound-policy', 'all-unauthenticated'],
])('reports the annotation %s: %s', (key, value) => {
  expect(violations(disabledSecurity, annotated(key, value))).toMatchObject([{ path: ['metadata', 'annotations', key], risk: 'low' }]);
});

test.each([
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', ''], ['traffic.sidecar.istio.io/includeOutboundIPRanges', '*'], ['config.linkerd.io/default-inbound-policy', 'deny'],
])('accepts the annotation %s: %s', (key, value) => expect(found(disabledSecurity, annotated(key, value))).toEqual([]));

test('a finding shows only the part that switches security off, with its risk', () => {
  expect(violations(disabledSecurity, variable('JAVA_OPTS', '-Dpassword=hunter22 -agentlib:jdwp=server=y,address=*:5005'))).toMatchObject([{
    value: 'JAVA_OPTS=-agentlib:jdwp=server=y,address=*:5005', risk: 'medium', detail: 'a debugger listens on all addresses, and runs code for everyone who connects',
  }]);
  expect(violations(disabledSecurity, args('--authorization-mode=AlwaysAllow'))).toMatchObject([{ risk: 'critical', value: '--authorization-mode=AlwaysAllow' }]);
});

test('looks at commands and hooks, too', () => {
  expect(found(disabledSecurity, podWith({ command: ['dashboard', '--enable-skip-login'], lifecycle: { postStart: { exec: { command: ['kubectl', '--insecure-skip-tls-verify'] } } } })))
    .toEqual(['spec.containers[1].command[1]', 'spec.containers[1].lifecycle.postStart.exec.command[1]']);
});

test.each([...VARIABLES, ...ARGUMENTS, ...POD_ANNOTATIONS].map((setting) => [setting.name, setting] as const))('%s has a source and a risk that the control names', (name, { source, risk }) => {
  expect(source).toMatch(/^https:\/\/\S+/);
  expect((disabledSecurity.risk as any)[risk].split(', ')).toContain(name);
});

test.each(ODD_LISTS)('survives args of %p', (list) => expect(found(disabledSecurity, podWith({ args: list, command: list, env: list, lifecycle: list }))).toEqual([]));

const GPUS = [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'all' }];

test('the device plugin itself may have all GPUs', () => {
  expect(['nvcr.io/nvidia/k8s-device-plugin:v0.17.1', 'nvcr.io/nvidia/k8s/dcgm-exporter:4', 'nvcr.io/nvidia/cloud-native/gpu-operator-validator'].flatMap((image) =>
    found(disabledSecurity, podWith({ image, env: GPUS })))).toEqual([]);
  const mounting = (path: string) => goodPod((spec) => {
    spec.volumes.push({ name: 'plugins', hostPath: { path } });
    Object.assign(spec.containers[0], { env: GPUS, volumeMounts: [{ name: 'plugins', mountPath: '/plugins' }] });
  });
  expect(['/var/lib/kubelet/device-plugins', '/var/lib/kubelet/device-plugins/'].flatMap((path) => found(disabledSecurity, mounting(path)))).toEqual([]);
  expect(found(disabledSecurity, mounting('/var/lib/kubelet'))).toHaveLength(1);
  expect(found(disabledSecurity, podWith({ image: 'team/not-k8s-device-plugin', env: GPUS }))).toHaveLength(1);
  expect(found(disabledSecurity, podWith({ image: 'nvcr.io/nvidia/k8s-device-plugin', env: [{ name: 'GIT_SSL_NO_VERIFY', value: '1' }] }))).toHaveLength(1);
});

test.each([
  [['kube-apiserver', '--insecure-port=9090'], '--insecure-port=9090'], [['kubelet', '--read-only-port=10255'], '--read-only-port=10255'],
  [['kube-apiserver', '--disable-admission-plugins=NodeRestriction,PodSecurity'], '--disable-admission-plugins=NodeRestriction,PodSecurity'],
  [['node', '--inspect=0.0.0.0:9229'], '--inspect=0.0.0.0:9229'], [['dockerd', '-H', 'tcp://0.0.0.0:2375'], '-H=tcp://0.0.0.0:2375'],
])('shows the whole word of %j', (words, value) => expect(violations(disabledSecurity, args(...words))).toMatchObject([{ value }]));

test('shows the whole word of variables', () => {
  expect(violations(disabledSecurity, variable('NODE_OPTIONS', '--max-old-space-size=9 --inspect=0.0.0.0:9229 --x'))).toMatchObject([
    { value: 'NODE_OPTIONS=--inspect=0.0.0.0:9229', allowKey: 'env: NODE_OPTIONS=--inspect=0.0.0.0:9229' },
  ]);
  expect(violations(disabledSecurity, variable('MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'))).toMatchObject([{ value: 'MYSQL_ALLOW_EMPTY_PASSWORD=yes' }]);
});

const PROGRAMS = [
  ['kube-apiserver', '--insecure-port=8080'], ['kubelet', '--read-only-port=10255'], ['kube-apiserver', '--disable-admission-plugins=PodSecurity'],
  ['etcd', '--client-cert-auth=false'], ['dashboard', '--enable-skip-login'], ['dashboard', '--enable-insecure-login'],
];

test.each(PROGRAMS)('of %s only: %s', (program, word) => {
  const counts = [
    { command: [`/usr/bin/${program}`], args: [word] }, { image: `registry.example/${program}:1`, args: [word] }, { command: ['sh', '-c', `exec ${program} --v=2 ${word}`] },
  ].map((fields) => found(disabledSecurity, podWith(fields)).length);
  expect(counts).toEqual([1, 1, 1]);
  const others = [{ args: [word] }, { image: 'example/other:1', command: ['/app', word] }, { command: ['sh', '-c', `${program} --v=2; app ${word}`] }];
  expect(others.flatMap((fields) => found(disabledSecurity, podWith(fields)))).toEqual([]);
});

test.each([
  ['code-server', '--auth', 'none', '--bind-addr', '127.0.0.1:8080'], ['code-server --auth none --bind-addr=127.0.0.1:8080 /home'], ['mongod', '--noauth', '--bind_ip', '127.0.0.1'],
  ['mongod', '--noauth', '--bind_ip=localhost,::1'], ['redis-server', '--protected-mode', 'no', '--bind', '127.0.0.1'], ['redis-server --bind 127.0.0.1 -::1 --protected-mode no'],
  ['redis-server', '--protected-mode', 'no', '--requirepass', 'X'], ['redis-server', '--protected-mode', 'no', '--requirepass', '$(PASSWORD)'],
  ['jupyter', 'lab', '--ServerApp.token=', '--PasswordIdentityProvider.hashed_password=argon2:$argon2id$v=19'], ['jupyter', '--ServerApp.token=', '--ServerApp.ip=127.0.0.1'],
  ['wget --no-check-certificate -q https://localhost:8443/healthz'], ['wget', '--no-check-certificate', 'https://127.0.0.1/'], ['wget --no-check-certificate "https://[::1]:8443/"'],
  ['echo "never use --no-check-certificate"; wget https://a'], ['wget -q https://a # --no-check-certificate is not needed'], ['printf', '%s', '--no-check-certificate'],
  ['sh -c \'echo "use GIT_SSL_NO_VERIFY=1 git clone"\''], ['timeout 5 echo --no-check-certificate'], ['app', '--message', 'do not use --no-check-certificate here'],
  ['if true; then echo --no-check-certificate; fi'], ['cat <<E >/README\nwget --no-check-certificate https://a\nE'], ['[[ $1 == "--no-check-certificate x" ]] || wget https://a'],
  ['find / -name a -exec echo --no-check-certificate {} +'], ['verify=true; git config http.sslVerify "$verify"'], ['case $1 in --no-check-certificate) exit 1;; esac'],
])('accepts with what stands beside it: %j', (...words) => expect(found(disabledSecurity, args(...words))).toEqual([]));

test.each([
  ['code-server', '--auth', 'none', '--bind-addr', '0.0.0.0:8080'], ['mongod', '--noauth', '--bind_ip', '127.0.0.1,10.0.0.3'], ['redis-server', '--protected-mode', 'no', '--bind', '127.0.0.1', '10.0.0.3'],
  ['redis-server', '--protected-mode', 'no', '--bind', '127.0.0.1', '-::1', '10.0.0.3'], ['redis-server', '--protected-mode', 'no', '--requirepass', ''], ['jupyter', '--ServerApp.token=', '--ServerApp.password='],
  ['wget --no-check-certificate https://localhost.example/'], ['wget --no-check-certificate https://localhost/ https://a'], ['curl https://localhost; wget --no-check-certificate https://a'],
  ['echo start; wget --no-check-certificate https://a'], ['sh -c "wget --no-check-certificate https://a"'], ['x="$(wget --no-check-certificate -O- https://a)"'], ['wget https://a#b --no-check-certificate'],
  ['timeout 5 wget --no-check-certificate https://a'], ['if true; then wget --no-check-certificate https://a; fi'], ['wget \\\n  --no-check-certificate https://a'], ['a 2>&1; `wget --no-check-certificate b`'],
  ['sudo env GIT_SSL_NO_VERIFY=1 git clone'], ['GIT_SSL_NO_VERIFY=1; export GIT_SSL_NO_VERIFY; git clone'], ['sh <<E\nwget --no-check-certificate https://a\nE'],
  ['options=(-q --no-check-certificate); wget "${options[@]}" https://a'], ['verify=false; git config http.sslVerify "$verify"'], ['case $1 in a) GIT_SSL_NO_VERIFY=1 git clone;; esac'],
  ['for option in --no-check-certificate; do wget $option https://a; done'],
  ['wget --no-check-certificate https://a > /tmp/localhost'], ['su app -c "GIT_SSL_NO_VERIFY=1 git clone"'],
])('reports in spite of what stands beside it: %j', (...words) => expect(found(disabledSecurity, args(...words))).toHaveLength(1));

test('in a script that cannot be read any mention counts, with the reason', () => {
  const script = (words: string) => `: ${'"$(a '.repeat(20)}; ${words}`;
  expect(violations(disabledSecurity, args('sh', '-c', script('wget --no-check-certificate https://localhost')))).toMatchObject([{
    path: ['spec', 'containers', 1, 'args', 2], value: '--no-check-certificate', detail: expect.stringMatching(/, and the script is nested too deeply to be read: move it into a file of the image$/),
  }]);
  expect(found(disabledSecurity, args('sh', '-c', script('GIT_SSL_NO_VERIFY=1 git clone')))).toHaveLength(1);
  expect(found(disabledSecurity, args('sh', '-c', script('wget https://a')))).toEqual([]);
});

const BESIDE: [string, object][] = [
  ['MYSQL_ALLOW_EMPTY_PASSWORD', { name: 'MYSQL_ROOT_PASSWORD', value: 'x' }], ['MYSQL_ALLOW_EMPTY_PASSWORD', { name: 'MYSQL_ROOT_PASSWORD_FILE', value: '/run/x' }],
  ['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', { name: 'MARIADB_ROOT_PASSWORD_HASH', value: '*x' }], ['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', { name: 'MARIADB_ROOT_PASSWORD', valueFrom: { secretKeyRef: {} } }],
  ['ALLOW_EMPTY_PASSWORD', { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: {} } }], ['ALLOW_EMPTY_PASSWORD', { name: 'POSTGRESQL_PASSWORD', value: 'x' }],
];

test.each(BESIDE)('accepts %s beside a password: %j', (name, other) => {
  expect(found(disabledSecurity, podWith({ env: [{ name, value: 'yes' }, other] }))).toEqual([]);
  expect(found(disabledSecurity, podWith({ env: [{ name, value: 'yes' }], envFrom: [{ secretRef: { name: 'x' } }] }))).toEqual([]);
});

test.each(BESIDE)('reports %s without one, beside an empty one and beside others', (name, other) => {
  const others = [[], [{ ...other, value: '', valueFrom: undefined }], [{ name: 'MYSQL_USER', value: 'x' }]];
  expect(others.map((each) => found(disabledSecurity, podWith({ env: [{ name, value: 'yes' }, ...each] })).length)).toEqual([1, 1, 1]);
});

test('envFrom does not make other settings harmless', () => {
  expect(found(disabledSecurity, podWith({ env: [{ name: 'GIT_SSL_NO_VERIFY', value: '1' }], envFrom: [{ secretRef: { name: 'x' } }] }))).toHaveLength(1);
});
