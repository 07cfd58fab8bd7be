import { FORMS } from './secret-examples';
import { secretKindInFile } from '../../../../src/policy/controls/secrets/secret-files';
import { secretForm } from '../../../../src/policy/controls/secrets/secret-forms';
import { isSecretName, secretKind } from '../../../../src/policy/controls/secrets/secrets';

// Put together here, or scanners take this file for a leak.
const KEY = ' KEY-----';
const encoded = (text: string) => Buffer.from(text).toString('base64');

test.each([
  'password', 'passwords', 'passwd', 'passphrase', 'pwd', 'secret', 'secrets', 'token', 'credential', 'credentials', 'PASSWORD_2', 'myPassword', 'mytoken',
  'pass', 'DB_PASS', 'dbpass', 'mysqlpass', 'pgpass', 'rootpass', 'userpass', 'pass1',
  'jwt', 'bearer', 'AUTH_JWT', 'authJwt', 'xJWT', 'x.bearer',
  ...['access', 'account', 'api', 'app', 'auth', 'encryption', 'jwt', 'master', 'private', 'secret', 'signing', 'ssh', 'storage']
    .flatMap((word) => ['_', '.', '-', ''].map((between) => `${word}${between}key`)),
  'API_KEY_2', 'apiKey', 'myApiKey', 'masterauth', 'REDIS_MASTERAUTH', 'pull_secret_2',
])('%s is the name of a secret', (name) => expect(isSecretName(name)).toBe(true));

test.each([
  'tokens', 'passwordless', 'secretary', 'pwds', 'passing', 'compass', 'mypass', 'jwts', 'jwt_issuer', 'myjwt', 'bearers', 'bearer_x', 'key', 'publicKey', 'api__key', 'apikeys',
  'monkey', 'keyAccess', 'token2Url', '', 'masterauthor', 'xmasterauth', 'PULL_SECRET', 'pullsecret', 'imagePullSecrets', 'image-pull-secret', 'MODEL_EOS_TOKEN',
])('%j is not the name of a secret', (name) => expect(isSecretName(name)).toBe(false));

test.each([
  'file', 'filename', 'path', 'dir', 'directory', 'location', 'mount', 'volume', 'url', 'uri', 'endpoint', 'host', 'hostname', 'port', 'server', 'service',
  'provider', 'backend', 'store', 'engine', 'region', 'name', 'username', 'user', 'email', 'domain', 'realm', 'helper', 'id', 'ref', 'prefix', 'suffix', 'header', 'field', 'cookie', 'label', 'version', 'type', 'kind',
  'class', 'mode', 'format', 'policy', 'scope', 'scopes', 'issuer', 'audience', 'alg', 'algorithm', 'ttl', 'age', 'expiry', 'expiration', 'expires', 'in',
  'lifetime', 'timeout', 'interval', 'duration', 'rotation', 'secs', 'seconds', 'minutes', 'hours', 'days', 'ms', 'length', 'size', 'min', 'max', 'count',
  'limit', 'enabled', 'disabled', 'required', 'auth', 'dummy', 'attempts', 'retries', 'history', 'complexity', 'strength', 'rule', 'rules', 'pattern', 'regex',
  'validator', 'encoder', 'encoding', 'manager', 'namespace', 'claim', 'claims', 'source', 'method', 'refresh', 'validity', 'leeway', 'skew', 'template',
  'reset', 'cache', 'stdin', 'selector', 'env', 'from', 'command', 'image', 'permission', 'permissions',
])('a secret is not what is called after it with "%s" at the end', (word) => {
  const names = [`token_${word}`, `token-${word}`, `token.${word}`, `TOKEN_${word.toUpperCase()}`, `token${word[0].toUpperCase()}${word.slice(1)}`];
  expect(names.filter(isSecretName)).toEqual([]);
  expect([`${word}_token`, `token_${word}_x`, `token_x${word}`].filter(isSecretName)).toHaveLength(3);
});

test.each(FORMS)('%s has its form wherever it is: %s', (kind, text) => {
  expect([text, `x ${text}`, `"${text}"`, `=${text} x`].map(secretForm)).toEqual([kind, kind, kind, kind]);
  expect(secretForm(text.slice(0, -1))).toBeUndefined();
});

test.each(FORMS.slice(2))('in the middle of a word %s may be anything: %s', (_, text) => expect(secretForm(`x${text}`)).toBeUndefined());

test.each([
  ...['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED '].map((kind) => encoded(`-----BEGIN ${kind}PRIVATE${KEY}\nMIIE`)),
  'MIIEvQ' + 'IBADANBgkqhkiG9w0BAQEFAASC', 'MIIa+/' + 'IBAAKCAQEA', 'MIIEpA' + 'IBAAKCAgEA', 'MIGHAgEA' + 'MBMGByqGSM49',
])('%s is a private key in base64', (text) => expect([text, `key: ${text}`].map(secretForm)).toEqual(['a private key in base64', 'a private key in base64']));

test.each([
  encoded('-----BEGIN PUBLIC KEY-----\nMIIE'), encoded('-----BEGIN CERTIFICATE-----\nMIIE'), 'MIIEpA' + 'IBAAKCAxEA', 'MIIEp' + 'IBAAKCAQEA', 'MIIEpA.' + 'IBAAKCAQEA',
  'token: xoxb-12345678', 'AKIA' + 'A1'.repeat(8), 'AKIA' + 'A7'.repeat(9), 'hf_' + 'aB'.repeat(18), 'hf_' + 'a1'.repeat(17), 'gha_' + 'aA1'.repeat(12), 'xoxc-' + '1'.repeat(10),
  'pk_live_' + 'aA1'.repeat(8), `SG.${'a'.repeat(22)}x${'a'.repeat(43)}`, 'hooksXslack.com/services/T' + '01234567', `eyJ${'a'.repeat(8)}xeyJ${'b'.repeat(8)}`,
  `eyJ${'a'.repeat(7)}.eyJ${'b'.repeat(8)}`, '-----BEGIN PUBLIC KEY-----', '-----BEGIN rsa PRIVATE' + KEY, `-----BEGIN ${'A'.repeat(31)}PRIVATE` + KEY,
])('%s has no form of a secret', (text) => expect(secretForm(text)).toBeUndefined());

test.each<[string, string | undefined]>([
  ['a://:b@c', 'an address with a password'],
  ['amqp://app:hunter2@mq:5672/x', 'an address with a password'],
  ['x a://u:p@h', 'an address with a password'],
  ['a://u:@h', undefined],
  ['a://u@h', undefined],
  ['a://h:80/b@c', undefined],
  ['a://u:p@', 'an address with a password'],
  ['a://u:*@h', undefined],
  ['a://u:%s@h', undefined],
  ['a://u:$P@h', undefined],
  ['a://u:<p>@h', undefined],
  ['a://u:{p}@h', undefined],
  ['a://$U:p@h', undefined],
  ['a://<u>:p@h', undefined],
  ['a://{u}:p@h', undefined],
  ['a:// u:p@h', undefined],
  ['a://u:p @h', undefined],
  ['u:p@tcp(h)', 'an address with a password'],
  ['u:p@unix(/s)', 'an address with a password'],
  ['dsn=u:p@tcp(h)', 'an address with a password'],
  ['"u:p@tcp(h)"', 'an address with a password'],
  ['\'u:p@tcp(h)\'', 'an address with a password'],
  ['a u:p@tcp(h)', 'an address with a password'],
  ['u:p@udp(h)', undefined],
  ['u:@tcp(h)', undefined],
  [':p@tcp(h)', undefined],
  ['u:$P@tcp(h)', undefined],
  ['$U:p@tcp(h)', undefined],
  ['u:p@tcp', undefined],
  ['host=h password=p', 'a connection string with a password'],
  ['server=h password=p', 'a connection string with a password'],
  ['dbname=h password=p', 'a connection string with a password'],
  ['USER=h  PASSWORD=p', 'a connection string with a password'],
  ['host=h port=1  user=u password=p', 'a connection string with a password'],
  ['host=db port=5432  sslmode=off password=p', 'a connection string with a password'],
  ['localhost=h password=p', undefined],
  ['port=1 password=p', undefined],
  ['host= password=p', undefined],
  ['host=h x password=p', undefined],
  ['host=h password=', undefined],
  ['host=h password=$P', undefined],
  ['host=h password=<p>', undefined],
  ['host=h password={p}', undefined],
  ['host=h password=***', undefined],
  ['Authorization: Basic dXNlcjpw', 'credentials in a header'],
  ['Authorization: Basic YTE6YjI3', 'credentials in a header'],
  ['Authorization: Basic $(USERNAME)', undefined],
  ['authorization=basic dXNlcjpw', 'credentials in a header'],
  ['"Authorization": "Basic dXNlcjpw"', 'credentials in a header'],
  ['\'Authorization\' = \'Basic  dXN/+jpw\'', 'credentials in a header'],
  ['Proxy-Authorization:Basic dXNlcjpw', 'credentials in a header'],
  ['xauthorization: Basic dXNlcjpw', undefined],
  ['Authorization: Basic dXNlcjp', undefined],
  ['Authorization: Basic $(USER)', undefined],
  ['Authorization: Bearer dXNlcjpw', undefined],
  ['Authorization Basic dXNlcjpw', undefined],
  ['Authorization: BasicdXNlcjpw', undefined],
  ['a;password=p', 'a connection string with a password'],
  ['a; Pwd = p', 'a connection string with a password'],
  ['a?AccountKey=p', 'a connection string with a password'],
  ['a&password=p', 'a connection string with a password'],
  ['a password=p', undefined],
  ['a;passwords=p', undefined],
  ['a;password=', undefined],
  ['a;password=;b', undefined],
  ['a&password=&b', undefined],
  ['a;password=$P', undefined],
  ['a;password=<p>', undefined],
  ['a;password={p}', undefined],
  ['a;password=*', undefined],
])('%s holds %s', (text, kind) => expect(secretKind('SETTING', text)).toBe(kind));

test.each([
  'BASIC_AUTH', 'basicAuth', 'basicauth', 'USER_PASS', 'USERPASS', 'userPassword', 'user_password', 'HTTP_AUTH', 'PROXY_AUTH', 'REGISTRY_AUTH', 'SMTP_AUTH', 'FTP_AUTH',
  'MQTT_AUTH', 'AMQP_AUTH', 'REDIS_AUTH', 'NEO4J_AUTH', 'NEO4_J_AUTH', 'MY_REDIS_AUTH', 'neo4jAuth', 'X_BASIC_AUTH_2',
])('%s is for a user and a password', (name) => {
  expect(['admin:hunter2', 'admin/hunter2', 'a:b', 'a:123456', 'a:12b'].map((value) => secretKind(name, value))).toEqual(Array(5).fill('a user and a password'));
  expect(['admin:', ':hunter2', 'admin', 'host:8080', 'host:1', 'a:$P', '$U:b', 'a:<b>', '<a>:b', 'a:{b}', '{a}:b', 'a:*', 'a b:c', 'a:b c', 'a:b:c', 'a/b/c']
    .flatMap((value) => secretKind(name, value) === 'a user and a password' ? value : [])).toEqual([]);
});

test.each(['AUTH', 'OAUTH', 'XHTTP_AUTH', 'HTTP_AUTHOR', 'REDIS_AUTH_X', 'REDISAUTH', 'PASS_USER'])('%s is not for a user and a password', (name) => {
  expect(secretKind(name, 'admin:hunter2')).not.toBe('a user and a password');
});

test.each([
  '', '/run/x', '/two\nlines', 'a.json', 'a.yml', 'a.yaml', 'a.txt', 'a.pem', 'a.key', 'a.crt', 'a.p12', 'a.jks', 'certs/my-a.PEM', 'https://a/b', 's3+x://a', 'vault:a/b',
  '$(A)', '${A}', '{{ .A }}', '<a b>', '%(a)s', '__A__', '*', '***', 'xxx', 'XXXXX', 'redacted', '[redacted]', 'replace_me', 'replace-me', 'ReplaceMe',
  'arn:aws:x', 'enc[x]', '0', '1', '999', '10ms', '10s', '15m', '1h', '999999d', 'true', 'false', 'yes', 'no', 'on', 'off', 'none', 'null', 'enabled', 'disabled', 'TRUE',
  '\'\'', '""', '"false"', '\'/run/x\'', '[PAD]', '[mask_1]',
  'ghcr.io/app', 'registry.example.com/team/app:1.0', 'ghcr.io/app@sha256:00', '10.0.0.1/app', '10.0.0.1:5000/app:1',
])('the value %j is no secret', (value) => expect(secretKind('TOKEN', value)).toBeUndefined());

test.each([
  'x', 'xx', 'a', 'a/run', 'a.exe', 'a b.json', 'a.json5', 'a.jsonx', '.jsonx', 'a:b', '1://a', '$(A', '$(A)b', 'a$(A)', '${A}b', 'a${A}', '{{ .A }}b', 'a{{ .A }}', '<a>b', 'a<b>', '<a<b>>',
  '%(a)d', '__A', '__a-b__', '*a', 'xxxa', 'axxx', 'redacted1', '[[redacted]', 'replace_you', 'replace__me', 'myvault:a', 'xarn:aws', 'enc[x', 'xenc[x]', '1000', '10x', '1234567s', 's', 'trues', 'untrue', 'not', 'offer', 'nulls', '00x', '"', '"\'', '"false', '"hunter2"', '[PAD', '[a b]',
])('the value %j may be a secret', (value) => expect(secretKind('TOKEN', value)).toBe('a secret, as its name says'));

test.each<[string, string, string | undefined]>([
  ['token', ' hunter2\n', 'a secret, as its name says'],
  ['token', ' true\n', undefined],
  ['token', 'two words', undefined],
  ['a.conf', 'x\nurl: a://u:p@h', 'an address with a password'],
  ['a.conf', 'x\n# url: a://u:p@h', undefined],
  ['a.conf', 'x\n  ; url: a://u:p@h\n', undefined],
  ['a.conf', '// url: a://u:p@h\nx', undefined],
  ['a.conf', 'x # url: a://u:p@h', 'an address with a password'],
  ['a.conf', '# x\nurl: a://u:p@h\n# y', 'an address with a password'],
  ['a.conf', `# x\n# ${FORMS[2][1]}`, 'an AWS access key'],
])('the entry %s: %j holds %s', (key, text, kind) => expect(secretKindInFile(key, text)).toBe(kind));

test.each([
  ['TLS_SECRET', 'web-tls'], ['IMAGE_PULL_SECRET', 'regcred'], ['WEBHOOK_CERT_SECRET', 'webhook-server-cert'], ['tlsSecret', 'shop/web-tls'], ['tls-secrets', 'oauth2-proxy'],
  ['SECRET', 'web-tls'], ['secret', 'shop/web-tls'], ['EOS_TOKEN', 'EOS'], ['pad-token', 'pad'], ['CREDENTIALS_USERNAME', 'admin'], ['REGISTRY_CREDENTIAL_USERNAME', 'ci'],
  ['CREDENTIAL_HELPER', 'ecr-login'], ['TOKEN_COOKIE_DOMAIN', 'x.example.com'], ['URL', 'https://a/b?token=$TOKEN'], ['URL', 'https://a/b?token={token}&x=1'], ['URL', 'https://a/b?tokens=a1b2'],
  ['URL', 'https://a/b?token=%s'], ['URL', 'https://a/b?token='], ['URL', 'https://a/b?token=true'],
  ['PASSWORD_KEY', 'web-tls'], ['PASSWD_KEY', 'web-tls'], ['SECRET_OF_TLS_SECRET', 'oauth2-proxy'],
  ['TLS_SECRET', 'web22'], ['TLS_SECRET', 'oauth2proxy'], ['TLS_SECRET', 'web-oauth2'], ['TLS_SECRET', 'web-oauth22'], ['TLS_SECRET', 'web-oauth2proxy'], ['TLS_SECRET', 'web-22'],
])('%s=%s is no secret', (name, value) => expect(secretKind(name, value)).toBeUndefined());

test.each([
  ['TLS_SECRET', 'Hunter22'], ['TLS_SECRET', '9f86d081884c7d65'], ['TLS_SECRET', 'deadbeef1234cafe'], ['CLIENT_SECRET', 'web-tls'], ['OAUTH_SECRET', 'regcred'], ['SECRET', 'hunter2-and-more'],
  ['GITHUB_TOKEN', 'web-tls'], ['PASSWORD_KEY_2', 'web-tls'], ['MY_EOS_TOKEN_2', 'a1b2'],
])('%s=%s is a secret, as its name says', (name, value) => expect(secretKind(name, value)).toBe('a secret, as its name says'));

test.each(['https://a/b?token=a1b2', '/b?x=1&api_key=a1b2#c'])('%s is an address with a secret', (value) => expect(secretKind('URL', value)).toBe('an address with a secret'));
