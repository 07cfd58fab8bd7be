import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { literalSecrets } from '../../../../src/policy/controls/hardened/literal-secrets';
import { found, violations } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const literal = (name: unknown, value: unknown) => podWith({ env: [{ name, value }] });
const SECRET = 'hunter2-and-more';
const encoded = (text: string) => Buffer.from(text).toString('base64');

test.each([
  'PASSWORD', 'DB_PASSWORD', 'PGPASSWORD', 'PASSWORD_1', 'dbPassword', 'db.password', 'DB-PASSWD', 'MYSQL_PWD', 'DB_PASS', 'PASSPHRASE',
  'SECRET', 'CLIENT_SECRET', 'SECRET_KEY_BASE', 'JWTSECRET', 'TOKEN', 'GITHUB_TOKEN', 'GITHUB_TOKEN_PROD', 'accessToken', 'AUTHTOKEN',
  'DB_CREDENTIAL', 'CREDENTIALS', 'APIKEY', 'API_KEY', 'apiKey', 'STRIPE_API_KEY_LIVE', 'PRIVATE_KEY', 'AWS_SECRET_ACCESS_KEY',
  'AZURE_STORAGE_KEY', 'ENCRYPTION_KEY', 'JWT_KEY', 'BEARER', 'AUTH_JWT', 'githubTokenProd', 'dbPass',
  'APP_KEY', 'PGPASS', 'MYSQLPASS', 'DBPASS', 'ROOTPASS', 'userpass',
])('reports a literal value of %s', (name) => {
  expect(found(literalSecrets, literal(name, SECRET))).toEqual(['spec.containers[1].env[0].value']);
});

test.each([
  'CACHE_KEY_PREFIX', 'TOKEN_TTL', 'SECRET_PATH', 'PASSWORD_FILE', 'TOKEN_URL', 'tokenUrl', 'SECRET_NAME', 'AWS_ACCESS_KEY_ID',
  'API_KEY_HEADER', 'PASSWORD_MIN_LENGTH', 'JWT_ISSUER', 'JWT_LEEWAY', 'JWT_EXPIRES_IN', 'MAX_TOKENS', 'TOKENIZER', 'PASSWORDLESS',
  'BYPASS', 'PASSENGER_ENV', 'KEY', 'PARTITION_KEY', 'PUBLIC_KEY', 'MONKEY', 'SECRETARY', 'COMPASS', 'LOG_LEVEL', '', null, 7, undefined,
])('accepts a literal value of %p', (name) => {
  expect(found(literalSecrets, literal(name, 'abc'))).toEqual([]);
});

test.each([
  // Where it is kept, or mounted
  'PASSWORD_FILENAME', 'SECRETS_DIR', 'SECRETS_DIRECTORY', 'TOKEN_LOCATION', 'SECRET_MOUNT', 'SECRET_VOLUME', 'CREDENTIALS_STORE',
  // Who gives it
  'TOKEN_URI', 'TOKEN_ENDPOINT', 'CREDENTIALS_HOST', 'TOKEN_HOSTNAME', 'SECRETS_PORT', 'TOKEN_SERVER', 'TOKEN_SERVICE', 'CREDENTIALS_PROVIDER',
  'SECRETS_BACKEND', 'SECRETS_ENGINE', 'SECRETS_REGION', 'TOKEN_ISSUER', 'TOKEN_AUDIENCE',
  // How it is called
  'SECRET_REF', 'SECRET_PREFIX', 'TOKEN_SUFFIX', 'TOKEN_FIELD', 'TOKEN_COOKIE', 'SECRET_LABEL', 'SECRET_VERSION',
  // What it is like
  'TOKEN_TYPE', 'SECRET_KIND', 'SECRET_CLASS', 'PASSWORD_MODE', 'TOKEN_FORMAT', 'PASSWORD_POLICY', 'TOKEN_SCOPE', 'TOKEN_SCOPES', 'TOKEN_ALG', 'TOKEN_ALGORITHM',
  'PASSWORD_SIZE', 'PASSWORD_MIN', 'PASSWORD_MAX', 'TOKEN_COUNT', 'TOKEN_LIMIT', 'PASSWORD_ENABLED', 'TOKEN_DISABLED', 'PASSWORD_REQUIRED',
  // For how long it is good
  'PASSWORD_AGE', 'TOKEN_EXPIRY', 'TOKEN_EXPIRATION', 'TOKEN_EXPIRES', 'TOKEN_EXPIRES_IN', 'TOKEN_LIFETIME', 'TOKEN_TIMEOUT', 'TOKEN_INTERVAL',
  'TOKEN_DURATION', 'SECRET_ROTATION', 'TOKEN_TTL_SECONDS', 'TOKEN_MINUTES', 'TOKEN_EXPIRY_SECS', 'TOKEN_AUTH', 'SECRET_KEY_BASE_DUMMY', 'TOKEN_HOURS', 'PASSWORD_DAYS', 'TOKEN_MS',
  'MAX_PASSWORD_ATTEMPTS', 'PASSWORD_HISTORY', 'PASSWORD_COMPLEXITY', 'PASSWORD_ENCODER', 'SECRETS_MANAGER', 'SECRET_NAMESPACE', 'TOKEN_REFRESH', 'JWT_TOKEN_SKEW',
])('accepts %s, which describes a secret', (name) => {
  expect(found(literalSecrets, literal(name, 'abc'))).toEqual([]);
});

test.each([
  '', undefined, null, 7, true, {}, '/run/secrets/db', 'https://login.example/token', 'vault://team/db', 's3://team/db', '$(PG_PASSWORD)',
  'true', 'False', 'no', 'on', 'OFF', '0', '1', 'none', 'null', 'key.json', 'a.yml', 'a.yaml', 'certs/tls.key', 'a.pem',
])('accepts the value %p of DB_PASSWORD', (value) => {
  expect(found(literalSecrets, literal('DB_PASSWORD', value))).toEqual([]);
});

test.each([
  ['a private key', '-----BEGIN PRIVATE' + ' KEY-----\nabc'],
  ['a private key', 'x-----BEGIN RSA PRIVATE' + ' KEY-----\nabc'],
  ['an AWS access key', 'AKIA' + 'A7'.repeat(8)],
  ['a GitHub token', 'ghp_' + 'a1'.repeat(18)],
  ['a GitHub token', 'github_pat_' + 'a1'.repeat(11)],
  ['a Slack token', 'xoxb-' + '1'.repeat(12)],
  ['a Slack token', 'xoxp-' + '1'.repeat(12)],
  ['a GitLab token', 'glpat-' + 'a1-_'.repeat(5)],
  ['an npm token', 'npm_' + 'a1'.repeat(18)],
  ['a Stripe key', 'sk_live_' + 'a1'.repeat(12)],
  ['a Stripe key', 'rk_live_' + 'a1'.repeat(12)],
  ['an OpenAI key', 'sk-proj-' + 'a1-_'.repeat(10)],
  ['a Hugging Face token', 'hf_' + 'aB'.repeat(17)],
  ['a SendGrid key', `SG.${'a1'.repeat(11)}.${'a'.repeat(43)}`],
  ['a Slack webhook', 'https://hooks.slack.com/services/T' + '01234567/B/x'],
  ['a connection string with a password', 'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=abc=='],
  ['a Google API key', 'AIza' + 'a1-_a'.repeat(7)],
  ['a JSON Web Token', `Bearer eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`],
  ['a connection string with a password', 'Server=db;User Id=shop;Password=hunter2;'],
  ['a connection string with a password', 'Server=db; Uid=shop; PWD = hunter2'],
  ['a connection string with a password', 'jdbc:postgresql://db/shop?user=app&password=hunter2'],
  ['an address with a password', 'postgres://app:hunter2@db:5432/shop'],
  ['an address with a password', 'redis://:hunter2@cache:6379'],
  ['an address with a password', 'app:hunter2@tcp(db:3306)/shop?parseTime=true'],
  ['a connection string with a password', 'host=db port=5432 user=app password=hunter2 dbname=shop'],
  ['credentials in a header', 'Authorization: Basic dXNlcjpwYXNzd29yZA=='],
  ['a private key in base64', encoded('-----BEGIN PRIVATE' + ' KEY-----\nMIIE')],
  ['a private key in base64', encoded('-----BEGIN RSA PRIVATE' + ' KEY-----\nMIIE')],
  ['a private key in base64', encoded('-----BEGIN EC PRIVATE' + ' KEY-----\nMIIE')],
  ['a private key in base64', encoded('-----BEGIN OPENSSH PRIVATE' + ' KEY-----\nb3Bl')],
  ['a private key in base64', 'MIIEvQ' + 'IBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'],
  ['a private key in base64', 'MIIEpA' + 'IBAAKCAQEA0Z3VS5JJcds3xfn'],
  ['a private key in base64', 'MIGHAgEA' + 'MBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg'],
])('reports %s in any variable', (kind, value) => {
  for (const name of ['SETTING', 'TOKEN_URL']) {
    expect(violations(literalSecrets, literal(name, value))).toMatchObject([{ detail: `"${name}" contains ${kind}` }]);
  }
});

test.each([
  '-----BEGIN PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----', 'AKIA', 'AKIA_REGION', 'XAKIA' + 'A'.repeat(16), 'ghp_short', 'xoxb-',
  'AIza', 'eyJhbGciOi', 'github_pat_short', 'xoxb-short', 'AIzaShort', 'glpat-short', 'sk-proj-short', 'hf_home', 'hf_' + 'a'.repeat(40),
  'SG.short.x', `SG.${'a'.repeat(22)}.short`, 'hooks.slack.com/services/T', 'hooks.slack.com/services/T1', 'AccountName=a;AccountKey=;', 'npm_config_cache', 'sk_live_short',
  'sk_test_' + 'a1'.repeat(12), `eyJ${'a'.repeat(20)}.eyJshort`, 'https://app@db', 'https://host:8080/a@b', 'postgres://app:$(PW)@db', 'a:b@c', 'Server=db;Password=$(PW);', 'Server=db;Password=;User=a',
  'https://{user}:{password}@host', 'https://<user>:<password>@host', 'https://app:***@host', 'https://app:${PW}@host', 'host=db user=app password=$(PW)',
  'host=db user=app password=${PW}', '%s:%s@tcp(%s)/%s'.replace(/%s/g, '$(A)'), 'Authorization: Bearer $(TOKEN)', encoded('-----BEGIN PUBLIC KEY-----\nMIIE'),
  encoded('-----BEGIN CERTIFICATE-----\nMIIEpA'), 'MIIEpA', 'user:password', 'host:8080',
  'Server=db;Password=<secret>', 'jdbc:h2:x?password={pw}', 'Server=db;Password=***', 'a;No Password=b', 'a;passwords=b',
])('accepts %p in any variable', (value) => {
  expect(found(literalSecrets, literal('SETTING', value))).toEqual([]);
});

test.each([
  '${PG_PASSWORD}', '{{ .Values.password }}', '<password>', '%(password)s', '__PASSWORD__', '******', 'xxxx', 'REDACTED', '[redacted]', 'REPLACE_ME', 'replace-me',
  'vault:secret/data/db#password', 'arn:aws:secretsmanager:eu-west-1:1:secret:db', 'ENC[AES256_GCM,data:abc]', 'enabled', 'disabled', '30', '15m', '3600s',
])('accepts %p, which is substituted later or names a location', (value) => {
  expect(found(literalSecrets, literal('DB_PASSWORD', value))).toEqual([]);
});

test.each([
  ['BASIC_AUTH', 'admin:hunter2'], ['basicAuth', 'admin:hunter2'], ['HTTP_BASIC_AUTH_PROD', 'admin:hunter2'], ['USERPASS', 'admin:hunter2'],
  ['REGISTRY_AUTH', 'robot:hunter2'], ['NEO4J_AUTH', 'neo4j/hunter2'],
])('reports user and password in %s=%s', (name, value) => {
  expect(violations(literalSecrets, literal(name, value)).map(({ detail }) => detail)).toEqual([`"${name}" contains a user and a password`]);
});

test.each([
  ['BASIC_AUTH', 'true'], ['BASIC_AUTH', ''], ['BASIC_AUTH', 'admin:$(PASSWORD)'], ['BASIC_AUTH', 'admin:${PASSWORD}'], ['BASIC_AUTH', '$(AUTH)'],
  ['BASIC_AUTH', '/etc/auth/htpasswd'], ['BASIC_AUTH', 'admin:<password>'], ['BASIC_AUTH', 'admin:***'], ['PROXY_AUTH', 'auth:8080'], ['PROXY_AUTH', 'http://auth'],
  ['NEO4J_AUTH', 'none'], ['AUTH', 'oauth2:google'], ['IMAGE', 'app:latest'], ['UPSTREAM', 'host:port'],
])('accepts %s=%s', (name, value) => {
  expect(found(literalSecrets, literal(name, value))).toEqual([]);
});

test('findings never contain the secret', () => {
  const pods = [literal('DB_PASSWORD', SECRET), literal('ADDRESS', `amqp://app:${SECRET}@mq`)];
  for (const pod of pods) {
    expect(violations(literalSecrets, pod)).toMatchObject([{ value: '(hidden)' }]);
    expect(JSON.stringify(violations(literalSecrets, pod))).not.toContain(SECRET);
  }
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(literalSecrets, podWith({ env: [{ name: 'A', value: 'b' }, { name: 'TOKEN', value: SECRET }] }, list)))
    .toEqual([`${PLACE[list]}.env[1].value`]);
});

test.each(ODD_LISTS)('survives env of %p', (env) => {
  expect(found(literalSecrets, podWith({ env }))).toEqual([]);
});

test.each([
  ['PULL_SECRETS', '[]'], ['API_SECRETS', '{}'], ['JOBS_PULL_SECRETS', 'regcred,other'], ['IMAGE_TOKEN', 'quay.io/x/y@sha256:0123456789abcdef'],
  ['DB_PASSWORD_KEY', 'password'], ['GITHUB_TOKEN_PERMISSIONS', 'read'], ['TOKEN_IMAGE', 'abc'], ['DB_PASSWORD', 'quay.io/foo/gen:v1'],
  ['DB_PASSWORD', 'projects/foo/secrets/bar/versions/latest'], ['DB_PASSWORD', 'ssm:/shop/db'], ['DB_PASSWORD', 'secretref:shop/db'], ['DB_PASSWORD', 'ENC(abcdefghij)'],
  ['JAVA_TOOL_OPTIONS', '-Xmx1g -Djavax.net.ssl.keyStore=/etc/keys/store.jks'], ['JAVA_OPTS', '-Ddb.password=$(DB_PASSWORD)'],
])('accepts %s with the value %s', (name, value) => expect(found(literalSecrets, literal(name, value))).toEqual([]));

test.each([
  ['JAVA_TOOL_OPTIONS', '-Xmx1g -Djavax.net.ssl.keyStorePassword=S3cr3tZq9Xw'], ['JAVA_OPTS', '-Dspring.datasource.password=S3cr3tZq9Xw'], ['NODE_OPTIONS', '--token S3cr3tZq9Xw'],
  ['DB_PASSWORD_KEY', 'S3cr3tZq9Xw'],
])('reports %s with the value %s', (name, value) => expect(found(literalSecrets, literal(name, value))).toEqual(['spec.containers[1].env[0].value']));
