import { HARMLESS_TEXTS, HIDDEN_TEXTS } from './secret-examples';
import { withoutSecrets } from '../../../../src/policy/controls/secrets/secret-words';

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
