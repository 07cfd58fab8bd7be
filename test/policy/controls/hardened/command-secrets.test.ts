import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { commandSecrets } from '../../../../src/policy/controls/hardened/command-secrets';
import { found, violations } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const args = (...words: unknown[]) => podWith({ args: words });
const script = (text: string) => podWith({ command: ['sh', '-c', text] });
const TOKEN = `ghp_${'a1'.repeat(18)}`;

test.each([
  ['--db-password=hunter22'], ['--db-password', 'hunter22'], ['-password', 'hunter22'], ['--client-secret=hunter22'], ['-Ddb.password=hunter22'],
  ['DB_PASSWORD=hunter22'], ['--set', 'db.password=hunter22'], ['--from-literal=password=hunter22'], ['--requirepass', 'hunter22'], ['--token=a1b2c3d4'],
  [TOKEN], ['--url=postgres://app:hunter22@db/shop'], ['postgres://app:hunter22@db/shop'], ['curl', '-u', 'admin:hunter22', 'http://a'],
  ['--header', 'Authorization: Bearer abcdefgh12345678'], ['--secret=Hunter22!'], ['--config={"a": 1}', '--api-key', 'hunter22'],
])('reports %j', (...words) => expect(found(commandSecrets, args(...words))).toHaveLength(1));

test.each([
  ['--db-password=$(DB_PASSWORD)'], ['--db-password', '$(DB_PASSWORD)'], ['--db-password=${DB_PASSWORD}'], ['--password-file=/run/secrets/db'],
  ['-initial-cluster-token=etcd-cluster'], ['--initial-cluster-token', 'etcd-cluster-1'], ['ETCD_INITIAL_CLUSTER_TOKEN=etcd-cluster'], ['--token-ttl=1h'], ['--tls-secret=web-tls'], ['--secret-name=web'], ['--secret=shop/web-tls'], ['--image-pull-secret', 'registry'],
  ['--leader-election-id=abc'], ['--password-stdin', 'registry.example'], ['--use-token', 'shop'], ['--watch-secrets', 'shop'], ['--token', '--verbose'],
  ['--url=https://db.example:5432/shop'], ['-u', 'admin:hunter22'], ['curl', '-u', '1000:1000'], ['chown', '-u', '10:20'], ['--secret-field-selector=type!=x'],
  ['--kubeconfig=/a'], ['--password=file:/run/secrets/db'], ['--credentials=@/run/secrets/db'], ['--api-key'], ['--password='], ['--key', 'value'],
  ['--prometheus-config-reloader=quay.io/a/b:v1'], ['--kubelet-preferred-address-types=InternalIP'], ['--private-key-password-env', 'KEY_PASSWORD'],
  ['--token-auth-file=tokens.csv'], ['--set', 'db.existingSecret=postgres-credentials'], ['', 7, null, {}],
] as unknown[][])('accepts %j', (...words) => expect(found(commandSecrets, args(...words))).toEqual([]));

test.each([
  'export DB_PASSWORD=hunter22; exec app', 'PGPASSWORD=hunter22 psql', 'app --token "hunter22" && true', 'curl -s -u admin:hunter22 http://a', 'A=1\nAPI_KEY=\'hunter22\'\n',
  `git clone https://x:${TOKEN}@github.com/a/b`,
])('reports a script: %s', (text) => expect(found(commandSecrets, script(text))).toEqual(['spec.containers[1].command[2]']));

test.each([
  'PASSWORD=$(cat /run/secrets/db); app', 'PASSWORD="$(cat /run/secrets/db)" app', 'PASSWORD=`cat /run/secrets/db`', 'TOKEN=$TOKEN app', 'app --token "$TOKEN"',
  'if [ "$PASSWORD" = "" ]; then exit 1; fi', '# export DB_PASSWORD=hunter22\napp', 'app --password "${PASSWORD:?missing}"', 'redis-cli -a "$REDIS_PASSWORD" ping',
])('accepts a script: %s', (text) => expect(found(commandSecrets, script(text))).toEqual([]));

const SECRET = ['app', '--token=hunter22'];

test.each([
  [{ command: SECRET }, 'command[1]'], [{ args: SECRET }, 'args[1]'],
  [{ livenessProbe: { exec: { command: SECRET } } }, 'livenessProbe.exec.command[1]'],
  [{ readinessProbe: { httpGet: { path: '/health?token=hunter22' } } }, 'readinessProbe.httpGet.path'],
  [{ startupProbe: { httpGet: { httpHeaders: [{ name: 'a', value: 'b' }, { name: 'X-Api-Key', value: 'hunter22' }] } } }, 'startupProbe.httpGet.httpHeaders[1].value'],
  [{ startupProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: 'Basic dXNlcjpwYXNz' }] } } }, 'startupProbe.httpGet.httpHeaders[0].value'],
  [{ lifecycle: { postStart: { exec: { command: SECRET } } } }, 'lifecycle.postStart.exec.command[1]'],
  [{ lifecycle: { preStop: { exec: { command: SECRET } } } }, 'lifecycle.preStop.exec.command[1]'],
])('looks at %j', (fields, place) => {
  for (const list of CONTAINER_LISTS) {
    expect(found(commandSecrets, podWith(fields, list))).toEqual([`${PLACE[list]}.${place}`]);
  }
});

test.each([
  { livenessProbe: { httpGet: { path: '/health?a=1', httpHeaders: [{ name: 'Host', value: 'a.example' }, { name: 'Authorization', value: '$(HEADER)' }] } } },
  { livenessProbe: { httpGet: { path: '/token', httpHeaders: null } } }, { lifecycle: { preStop: { sleep: { seconds: 1 } } } }, { lifecycle: null, livenessProbe: 'text' },
])('accepts %j', (fields) => expect(found(commandSecrets, podWith(fields))).toEqual([]));

test('a finding names the option, and never has the secret', () => {
  const all = violations(commandSecrets, args('--db-password=hunter22', TOKEN));
  expect(all).toMatchObject([
    { value: '(hidden)', detail: '"--db-password" holds a secret, as its name says', allowKey: 'args: --db-password' },
    { value: '(hidden)', detail: 'it holds a GitHub token', allowKey: 'args: a GitHub token' },
  ]);
  expect(JSON.stringify(all)).not.toMatch(/hunter22|ghp_/);
});

test.each(ODD_LISTS)('survives args of %p', (list) => expect(found(commandSecrets, podWith({ args: list, command: list }))).toEqual([]));

const PASSWORDS: readonly string[][] = [
  ['redis-cli', '-a', 'hunter22', 'ping'], ['/usr/bin/mysqladmin', 'ping', '-uroot', '-phunter22'], ['mariadb-dump', '-phunter22'], ['docker', 'login', '-u', 'ci', '-p', 'hunter22'],
  ['mongo', '-u', 'admin', '-p', 'hunter22'], ['mongosh', '-phunter22'], ['sshpass', '-p', 'hunter22', 'ssh', 'a'], ['openssl', 'genrsa', '-passout', 'pass:hunter22'],
  ['openssl', 'enc', '-k', 'hunter22'], ['curl', '-H', 'X-Api-Key: 0123456789abcdef0123456789abcdef'], ['wget', '--header=X-Api-Key: hunter22'], ['curl', '--user=admin:hunter22'],
  ['etcdctl', '--user', 'root:hunter22'], ['htpasswd', '-bc', 'f', 'admin', 'hunter22'], ['htpasswd', '-nbB', '-C', '10', 'admin', 'hunter22'], ['rabbitmqctl', 'add_user', 'app', 'hunter22'],
  ['ldapsearch', '-x', '-w', 'hunter22'], ['sqlcmd', '-P', 'hunter22'], ['cqlsh', '-p', 'hunter22'], ['smbclient', '-U', 'app%hunter22'], ['mosquitto_sub', '-P', 'hunter22'],
  ['keytool', '-storepass', 'hunter22'], ['wget', 'https://a.example/b?x=1&token=hunter22'],
];

test.each(PASSWORDS)('reports the password in %s %s …, as words and in scripts', (...words) => {
  expect(found(commandSecrets, podWith({ command: words }))).toHaveLength(1);
  const text = words.map((word) => /[ &]/.test(word) ? `"${word}"` : word).join(' ');
  expect(found(commandSecrets, script(`x=1; ${text} && true`))).toEqual(['spec.containers[1].command[2]']);
  expect(found(commandSecrets, podWith({ livenessProbe: { exec: { command: words } } }))).toHaveLength(1);
});

test.each([
  ['redis-cli', '-a', '$(PASS)'], ['redis-cli', '-a', '${PASS}'], ['redis-cli', '-a', ''], ['mysql', '-p', 'shop'], ['mysql', '-p$PASS'], ['mysqld', '-p3306'], ['docker', 'run', '-p', 'hunter22'],
  ['docker', 'run', '--name', 'mongo', '-p', '27017:27017', 'mongo'], ['openssl', 'genrsa', '-passout', 'env:PASS'], ['openssl', 'genrsa', '-pass', 'stdin'], ['openssl', 'genrsa', '-pass', 'fd:3'],
  ['openssl', 'req', '-k', 'hunter22'], ['curl', '-H', 'Accept: text/html'], ['curl', '-H', 'X-Api-Key: $(KEY)'], ['htpasswd', '-c', 'f', 'admin'], ['htpasswd', '-bc', 'f', 'admin', '$PASS'],
  ['rabbitmqctl', 'list_users', 'a', 'b'], ['keytool', '-storepass', 'changeit'], ['tar', '-a', 'hunter22'], ['sh', '-c', 'redis-cli ping; tar -a hunter22'], ['--ServerApp.token=\'\''],
  ['sh', '-c', '# redis-cli -a hunter22\nredis-cli ping'], ['sh', '-c', 'mysql -u root \\\n  -p "$PASS"'],
])('accepts %s %s %s', (...words) => expect(found(commandSecrets, podWith({ command: words }))).toEqual([]));

test('the program may be in the command, and its options in args', () => {
  expect(found(commandSecrets, podWith({ command: ['redis-cli'], args: ['-a', 'hunter22'] }))).toEqual(['spec.containers[1].args[1]']);
  expect(found(commandSecrets, podWith({ command: ['tar'], args: ['-a', 'hunter22'] }))).toEqual([]);
});
