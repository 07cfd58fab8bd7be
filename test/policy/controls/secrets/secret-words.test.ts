import { HARMLESS_TEXTS, HIDDEN_TEXTS } from './secret-examples';
import { secretsInScript, secretsInWords, withoutSecrets } from '../../../../src/policy/controls/secrets/secret-words';

const TOKEN = `ghp_${'a1'.repeat(18)}`;

test.each([
  ['ADD https://user:hunter22@x/y', 'ADD https://user:(hidden)@x/y'],
  ['https://admin:admin@x', 'https://admin:(hidden)@x'],
  ['sudo PGPASSWORD=hunter22 psql', 'sudo PGPASSWORD=(hidden) psql'],
  ['sh -c "redis-cli -a hunter22 ping" && app --token \'hunter22\'', 'sh -c "redis-cli -a (hidden) ping" && app --token \'(hidden)\''],
  ['mysql -uroot -phunter22 shop', 'mysql -uroot -p(hidden) shop'],
  ['curl -u app:app http://a', 'curl -u app:(hidden) http://a'],
  ['curl https://x/y?a=1&token=hunter22&b=2', 'curl https://x/y?a=1&token=(hidden)&b=2'],
  [`git clone https://x:${TOKEN}@github.com/a/b`, 'git clone https://x:(hidden)@github.com/a/b'],
  [`a ${TOKEN}XYZ b`, 'a (hidden) b'],
  ['Authorization: Basic dXNlcjpwYXNzd29yZA== x', 'Authorization: Basic (hidden) x'],
  ['host=db user=app password=hunter22', 'host=db user=app password=(hidden)'],
  ['app:hunter22@tcp(db:3306)/shop', 'app:(hidden)@tcp(db:3306)/shop'],
  ['--token hun"ter"22', '--token (hidden)'],
  ['# redis-cli -a hunter22', '# redis-cli -a (hidden)'],
  [['-----BEGIN', 'PRIVATE KEY-----\nMII'].join(' '), '(hidden)'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
  expect(withoutSecrets(shown)).toBe(shown);
});

test.each(HARMLESS_TEXTS)('shows all of %s', (text) => expect(withoutSecrets(text)).toBe(text));

/** Of these texts, more than the password is hidden. */
const WHOLE: Readonly<Record<string, string>> = {
  'http://10.0.0.1:80/, Cookie: a=b; session=hunter2Zq7W': 'http://10.0.0.1:80/, Cookie: (hidden)',
  '{"auths":{"r":{"auth":"aHVudGVyhunter2Zq7W"}}}': '{"auths":{"r":{"auth":"(hidden)"}}}',
  'https://a1b2c3d4hunter2Zq7W@github.com/a': 'https://(hidden)@github.com/a',
  '- objectName: a\n  password: |\n    hunter2Zq7W\n': '- objectName: a\n  password: | (hidden)\n',
  '- objectName: a\n  password: >-\n    one\n    hunter2Zq7W\n  b: c': '- objectName: a\n  password: >- (hidden)\n  b: c',
};

test.each(HIDDEN_TEXTS)('hides the password and nothing else in %s', (text) => {
  expect(withoutSecrets(text)).toBe(WHOLE[text] ?? text.replace('hunter2Zq7W', '(hidden)'));
});

test.each(HIDDEN_TEXTS.flatMap((text) => [text, JSON.stringify({ a: text }), JSON.stringify({ a: JSON.stringify({ b: text }) })]))('shows no password in %s', (text) => {
  const shown = withoutSecrets(text);
  expect(shown).not.toContain('hunter2');
  expect(withoutSecrets(shown)).toBe(shown);
});

test.each([
  '', 'nginx:1.29', 'env: DB_PASSWORD', 'args: --db-password', 'secrets: get, list', 'automountServiceAccountToken=true', 'app --token $(TOKEN)', 'PASSWORD_FILE=/run/secrets/db', '--tls-secret=web-tls',
  'kubernetes.io/service-account-token: default', 'serviceaccounts/token: create', 'passwords.example.com: get, list', 'vault-token: Group a', 'registry.example/vault-token:v1.2.3',
  'Authorization: Bearer $TOKEN', 'PASSWORD="$PASS" psql', 'http://a/, Host: web', '[ "$PASSWORD" == x ]', 'set -o password=${PASS}', 'token: |', 'Cookie: $COOKIE',
  'redis-cli -a "$PASS" ping', '{"secret":{"secretName":"db"}}',
])('%s has nothing to hide', (text) => expect(withoutSecrets(text)).toBe(text));

test.each([
  ['proxy_set_header Authorization "Basic c2VjcmV0OnNlY3JldA==";', 'proxy_set_header Authorization "Basic (hidden)";'],
  ['proxy_set_header X-Api-Key S3cr3tZq9Xw;', 'proxy_set_header X-Api-Key (hidden);'],
  ['proxy_set_header X-Api-Key $api_key;', 'proxy_set_header X-Api-Key $api_key;'],
  ['proxy_set_header X-Forwarded-Proto https-only;', 'proxy_set_header X-Forwarded-Proto https-only;'],
])('hides what a configuration of nginx contains: %s', (text, shown) => expect(withoutSecrets(text)).toBe(shown));

test.each([
  'http -a u:Zq7Wn4Kx9LmT http://x', 'vault login Zq7Wn4Kx9LmT', 'echo Zq7Wn4Kx9LmT | gh auth login --with-token', 'consul agent -encrypt Zq7Wn4Kx9LmT', 'curl https://maps.example/y?key=Zq7Wn4Kx9LmT',
  'cypher-shell -u neo4j -p Zq7Wn4Kx9LmT', 'curl https://api.telegram.org/bot123456789:AAZq7Wn4Kx9LmT/send', 'wg set wg0 private-key Zq7Wn4Kx9LmT', "sed -i 's/PASSWORD_HERE/Zq7Wn4Kx9LmT/' /a",
  '{"options":{"a":"user=u%Zq7Wn4Kx9LmT"}}', 'a_Zq7Wn4Kx9LmT-b==',
])('shows no word that looks random: %s', (text) => expect(withoutSecrets(text)).not.toContain('Zq7Wn4Kx9LmT'));

test.each([
  'git clone https://hunter2Zq7@github.com/a/b', '{"options":{"cred":"hunter2Zq7"}}', '{"driver":"a","volumeAttributes":{"x":"hunter2Zq7"}}',
])('shows no credential in %s', (text) => expect(withoutSecrets(text)).not.toContain('hunter2'));

test.each([
  'Base64Sha256Digest', 'OAuth2ClientSecretV1', 'SHA256WithRSAEncryption', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'web-6d5f8c7b9d-x2x4z', 'registry.example/a@sha256:9f86d081884c7d659a2feaa0c55ad015',
  'RELEASE.2024-01-01T00-00-00Z', 'HorizontalPodAutoscalerV2', 'arn:aws:iam::123456789012:role/EksNodeGroup1', '/dev/disk/by-id/wwn-0x5000c500a1b2c3d4', 'com.example.Http2ServerConnection', 'K8sJobRunner',
])('%s does not look random', (text) => expect(withoutSecrets(text)).toBe(text));

const S = 'hunter2zq';
const BY_NAME = 'a secret, as its name says';

test.each<[string, readonly string[]]>([
  [`redis-cli \\\n  -a ${S} ping`, ['-a']], [`redis-cli \\\r\n  -a ${S} ping`, ['-a']], [`redis-cli "a;b" -a ${S}`, ['-a']], [`redis-cli x#y -a ${S}`, ['-a']], [`  # redis-cli -a ${S}\n`, []],
  [`x\n\t# redis-cli -a ${S}\nredis-cli -a ${S}`, ['-a']], [`redis-cli\n-a ${S}`, []], [`redis-cli; x -a ${S}`, []], [`redis-cli | x -a ${S}`, []],
  [`sh -c "redis-cli -a ${S} x"`, ['-a']], [`bash -ec 'redis-cli -a ${S} x'`, ['-a']], [`x-c "redis-cli -a ${S} x"`, []], [`sh -cx "redis-cli -a ${S} x"`, []], [`echo "redis-cli -a ${S} x"`, []],
  [`sh -c 'bash -c "redis-cli -a ${S} x"'`, ['-a']], [`export A_TOKEN=${S} B_TOKEN=${S}; A_TOKEN=${S} x`, ['A_TOKEN', 'B_TOKEN']], [`wpa_passphrase net ${S}-`, ['wpa_passphrase']],
  ['SECRET_NAME="web"; SECRET_KEY="service-account-token"', []], ['DB_SECRET_KEY=PASSWORD DB_SECRET_NAME=web', []], ['SECRET_NAME=; SECRET_KEY=letmein', ['SECRET_KEY']],
  ['SECRET_KEY=letmein; MY_SECRET_NAME=web', ['SECRET_KEY']], [`SECRET_NAME=web SECRET_KEY=${S}7`, ['SECRET_KEY']],
])('finds in the script %j the secrets of %j', (text, names) => expect(secretsInScript(text).map(({ name }) => name)).toEqual(names));

test.each<[readonly unknown[], readonly object[]]>([
  [['-password=hunter2zq'], [{ name: '-password', kind: BY_NAME, index: 0 }]],
  [['a', `https://a.example/b?x=1&token=${S}`], [{ name: 'token', kind: BY_NAME, index: 1 }]],
  [['-H', `X-Api-Key:${S}`], [{ name: 'X-Api-Key', kind: BY_NAME, index: 1 }]], [['--header', `X-Api-Key:   ${S}`], [{ name: 'X-Api-Key', kind: BY_NAME, index: 1 }]],
  [[`-HX-Api-Key: ${S}`], [{ name: 'X-Api-Key', kind: BY_NAME, index: 0 }]], [['a-H', `X-Api-Key:${S}`], []], [['--headers', `X-Api-Key:${S}`], []], [['-H', `a X-Api-Key:${S}`], []],
  [['--to-use-token', S], [{ name: '--to-use-token', kind: BY_NAME, index: 1 }]], [['--use-token', S], []], [['--token', '', S], []], [['--token', 7, S], []],
  [['--set', `a=b=c=password=${S}`], [{ name: 'password', kind: BY_NAME, index: 1 }]], [['--set', `a=b=c=d=password=${S}`], []],
  [['x', `export A_TOKEN=${S}; y`, 7, null], [{ name: 'A_TOKEN', kind: BY_NAME, index: 1 }]], [['x', `# A_TOKEN=${S}\ny`], []],
  [['x', TOKEN], [{ name: undefined, kind: 'a GitHub token', index: 1 }]],
])('finds in the words %j the secrets %j', (words, secrets) => expect(secretsInWords(words)).toEqual(secrets));

test('the words before belong to the same command', () => {
  expect(secretsInWords(['-a', S], ['x', 'redis-cli'])).toEqual([{ name: '-a', kind: 'a password', index: 1 }]);
  expect(secretsInWords([S], ['redis-cli', '-a'])).toEqual([{ name: '-a', kind: 'a password', index: 0 }]);
  expect(secretsInWords(['-a', S], ['x', 7])).toEqual([]);
});

test.each([
  ['example.com/my-note.1=redis-cli -a § ping', 'example.com/my-note.1=redis-cli -a (hidden) ping'],
  ['x="redis-cli -a § ping"', 'x="redis-cli -a (hidden) ping"'],
  ["a 'b \"redis-cli -a § ping\"'", "a 'b \"redis-cli -a (hidden) ping\"'"],
  ['§ --token §', '§ --token (hidden)'],
  ['--token=§ --token=§ § A_TOKEN="§"', '--token=(hidden) --token=(hidden) § A_TOKEN="(hidden)"'],
  ['sh -c "sh -c \'redis-cli -a § x\'" y', 'sh -c "sh -c \'redis-cli -a (hidden) x\'" y'],
  ['login x', 'login x'],
])('%s is shown as %s', (text, shown) => expect(withoutSecrets(text.replaceAll('§', S))).toBe(shown.replaceAll('§', S)));
