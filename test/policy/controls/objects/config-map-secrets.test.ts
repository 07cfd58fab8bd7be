import { JsonObject } from '../../../../src/formats/manifest/json';
import { configMapSecrets } from '../../../../src/policy/controls/objects/config-map-secrets';
import { found, violations } from '../support';

const configMap = (fields: JsonObject) => ({ apiVersion: 'v1', kind: 'ConfigMap', ...fields });

// Put together here, or scanners take this file for a leak.
const SECRETS = [
  ['-----BEGIN', 'PRIVATE KEY-----\nMII'], ['-----BEGIN', 'RSA PRIVATE KEY-----\nMII'], ['-----BEGIN', 'OPENSSH PRIVATE KEY-----'],
  ['-----BEGIN', 'PGP PRIVATE KEY BLOCK-----'],
].map((parts) => parts.join(' ')).concat([
  ['AK', `IA${'A'.repeat(16)}`], ['gh', `p_${'a1'.repeat(18)}`], ['github', `_pat_${'a'.repeat(22)}`], ['gl', `pat-${'a'.repeat(20)}`],
  ['AI', `za${'a'.repeat(35)}`], ['xo', 'xb-1234567890'], ['ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
].map((parts) => parts.join('')));

test.each(SECRETS)('reports %j and redacts it', (secret) => {
  const [violation, ...others] = violations(configMapSecrets, configMap({ data: { 'a.conf': 'a=b', 'app.conf': `first\nkey: ${secret}\n` } }));
  expect(others).toEqual([]);
  expect(violation).toMatchObject({ path: ['data', 'app.conf'], value: '(hidden)', detail: expect.stringMatching(/^contains an? /) });
  expect(JSON.stringify(violation)).not.toContain(secret.slice(0, 4));
});

test.each(SECRETS.slice(4))('a token that is one letter shorter is not reported: %j', (secret) => {
  const token = /[\w.-]+/.exec(secret)![0];
  expect(found(configMapSecrets, configMap({ data: { a: shorter(token) } }))).toEqual([]);
});

/** Of a Web Token it is the second part that has to be long enough. */
function shorter(token: string): string {
  return token.startsWith('ey') ? 'eyJhbGciOiJIUzI1NiJ9.eyJabc' : token.slice(0, -1);
}

test('searches binaryData', () => {
  expect(found(configMapSecrets, configMap({ data: { a: SECRETS[0] }, binaryData: { b: Buffer.from(SECRETS[4]).toString('base64') } })))
    .toEqual(['data.a', 'binaryData.b']);
});

test.each([
  { 'token_ttl': '3600', 'password.minLength': '8', 'secretName': 'db', 'tokenUrl': 'https://login.example' }, { 'ca.crt': '-----BEGIN CERTIFICATE-----' }, { 'id_rsa.pub': '-----BEGIN PUBLIC KEY-----' },
  { a: 'AKIA', b: 'xoxb', c: 'eyJhbGciOiJIUzI1NiJ9' }, { a: null, b: 7, c: {} }, {}, null, 'text', [],
])('finds nothing in %j', (data) => {
  expect(found(configMapSecrets, configMap({ data }))).toEqual([]);
});

test.each<[string, string, string]>([
  ['db_password', 'abc123', 'a secret, as its name says'],
  ['password', 'hunter2\n', 'a secret, as its name says'],
  ['BASIC_AUTH', 'admin:hunter2', 'a user and a password'],
  ['database-url', 'postgres://app:hunter2@db/shop', 'an address with a password'],
  ['app.conf', 'level: info\nurl: postgres://app:hunter2@db/shop\n', 'an address with a password'],
  ['dsn.conf', '# main\nhost=db user=app password=hunter2\n', 'a connection string with a password'],
])('%s: %j contains %s', (key, value, kind) => {
  expect(violations(configMapSecrets, configMap({ data: { [key]: value } }))).toEqual([
    { path: ['data', key], value: '(hidden)', allowKey: key, detail: `contains ${kind}` },
  ]);
});

test.each<[string, string]>([
  ['db_password', ''],
  ['db_password', '$(DB_PASSWORD)'],
  ['db_password', '${DB_PASSWORD}'],
  ['db_password', '/run/secrets/db'],
  ['db_password', '<your password>'],
  ['token_policy', 'strict'],
  ['password.txt', 'The password is kept in Vault.'],
  ['token.yaml', 'ttl: 1h\npassword: ${PW}\n'],
  ['app.conf', '# postgres://user:password@host/db\n  ; url = amqp://user:password@mq\n// https://user:password@host\nlevel: info\n'],
  ['nginx.conf', 'server {\n  proxy_pass http://app:8080/a@b;\n}\n'],
  ['script.sh', 'curl https://$USER:$PASSWORD@host\n'],
])('%s: %j contains no secret', (key, value) => {
  expect(found(configMapSecrets, configMap({ data: { [key]: value } }))).toEqual([]);
});
