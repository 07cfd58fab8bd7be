/** Each as short as it can be. */
export const FORMS: readonly [string, string][] = [
  ['a private key', '-----BEGIN PRIVATE' + ' KEY'],
  ['a private key', '-----BEGIN RSA PRIVATE' + ' KEY'],
  ['an AWS access key', 'AKIA' + 'A7'.repeat(8)],
  ['an AWS access key', 'ASIA' + 'A7'.repeat(8)],
  ...['gho', 'ghp', 'ghr', 'ghs', 'ghu'].map((start): [string, string] => ['a GitHub token', `${start}_${'aA1'.repeat(12)}`]),
  ['a GitHub token', 'github_pat_' + 'a1'.repeat(11)],
  ['a GitLab token', 'glpat-' + 'a1-_'.repeat(5)],
  ['a Google API key', 'AIza' + 'a1-_a'.repeat(7)],
  ['an npm token', 'npm_' + 'aA1'.repeat(12)],
  ...['xoxa', 'xoxb', 'xoxe', 'xoxp', 'xoxr', 'xoxs'].map((start): [string, string] => ['a Slack token', `${start}-${'1-a_A'.repeat(2)}`]),
  ['a Stripe key', 'sk_live_' + 'aA1'.repeat(8)],
  ['a Stripe key', 'rk_live_' + 'aA1'.repeat(8)],
  ['an OpenAI key', 'sk-proj-' + 'a1-_'.repeat(10)],
  ['a Hugging Face token', 'hf_' + 'aB'.repeat(17)],
  ['a SendGrid key', `SG.${'a-_'.repeat(7)}a.${'a-_'.repeat(14)}a`],
  ['a Slack webhook', 'hooks.slack.com/services/T' + '01234567'],
  ['a JSON Web Token', `eyJ${'a-_1'.repeat(2)}.eyJ${'b-_1'.repeat(2)}`],
];

/** Texts with a password that is `hunter2Zq7W1`, or a credential that ends with it. */
export const PASSWORDS: readonly [string, string][] = [
  ['an address with a password', 'amqp://app:hunter2Zq7W1@mq:5672/x'],
  ['an address with a password', 'app:hunter2Zq7W1@tcp(db:3306)/x'],
  ['a connection string with a password', 'host=db user=app password=hunter2Zq7W1'],
  ['a connection string with a password', 'Server=db;Database=x;User=app;Password=hunter2Zq7W1'],
  ['credentials in a header', 'Authorization: Basic YXBwOmh1bnRlcjJhunter2Zq7W1'],
  ['credentials in a header', 'Authorization: Bearer 0123456789abhunter2Zq7W1'],
  ['credentials in a header', 'proxy_set_header Authorization "Basic hunter2Zq7W1"'],
  ['credentials in a header', 'proxy_set_header X-Api-Key hunter2Zq7W1;'],
];

/** Texts with the password `hunter2Zq7W1` beside its name or in a command: no finding of their own everywhere, but no output shows them. */
export const HIDDEN_TEXTS: readonly string[] = [
  'livenessProbe.httpGet http://10.0.0.1:80/, Authorization: Bearer hunter2Zq7W1, Host: web',
  'livenessProbe.httpGet http://10.0.0.1:80/, Authorization: hunter2Zq7W1',
  'http://10.0.0.1:80/, X-Api-Key: hunter2Zq7W1',
  'http://10.0.0.1:80/, PRIVATE-TOKEN: hunter2Zq7W1, Host: web',
  'http://10.0.0.1:80/, Cookie: a=b; session=hunter2Zq7W1',
  'username=u,password=hunter2Zq7W1',
  'vers=3,pass=hunter2Zq7W1,ro',
  'a: b\nclientSecret: hunter2Zq7W1\n',
  'parameters:\npass: "hunter2Zq7W1"',
];
