import { failedPod } from './support';
import { redactorOf } from '../../../src/tasks/doctor/redact';
import { run } from '../../commands/cli/support';
import { HIDDEN_TEXTS } from '../../policy/controls/secrets/secret-examples';

const redact = redactorOf([]);

test.each([
  ['connecting with user app using password plainPass88', 'connecting with user app using password (hidden)'],
  ['the secret token is tok-81c7b2, as configured', 'the secret token is (hidden), as configured'],
  ['api key is "abcdef"', 'api key is "(hidden)"'],
  ['db_password: hunter22x', 'db_password: (hidden)'],
  ['{"password":"hunter22x"}', '{"password":"(hidden)"}'],
  ['GET /api-token:4f3a2b1c9d', 'GET /api-token:(hidden)'],
])('hides the secret in: %s', (text, hidden) => {
  expect(redact(text)).toBe(hidden);
});

test.each(HIDDEN_TEXTS)('hides what findings hide: %s', (text) => {
  expect(redact(`sh: ${text}`)).not.toContain('hunter2');
  expect(redact(`sh: ${JSON.stringify(text)}: EROFS: read-only file system, open '/data/x'`)).not.toContain('hunter2');
});

test.each([
  'MountVolume.SetUp failed for volume "secret-files-main" : secret "db-1" not found',
  'FATAL:  password authentication failed for user "shop"',
  'chpasswd: (user root) pam_chauthtok() failed, error:',
  'Password: su: Authentication failure',
  'the token is invalid: sign in again',
  'no password supplied for user app',
  'the secret token is not set',
  '`docker run --rm registry.example.com/supertokens/supertokens-postgresql:9.0 id`',
  'image registry.example.com/auth/token-server:v1.2.3-alpine',
])('leaves the words of: %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('what doctor proposes is no secret, but values of Secrets in it are', () => {
  const known = redactorOf([{ kind: 'Secret', data: { key: Buffer.from('first line 1\nsecond line 2\n').toString('base64') } }]);
  expect(known('serviceAccountToken: ServiceAccountToken.apiServer(),', true)).toBe('serviceAccountToken: ServiceAccountToken.apiServer(),');
  expect(known('args: [second line 2]', true)).toBe('args: [(hidden)]');
});

test('values of a Secret on standard input are masked in logs, each line of them, and also in JSON', async () => {
  const secret = { kind: 'Secret', metadata: { name: 's' }, data: { a: Buffer.from('HIDDEN-1\nHIDDEN-2\n').toString('base64') }, stringData: { b: 'HIDDEN-3' } };
  const input = JSON.stringify({ kind: 'List', items: [failedPod('got HIDDEN-1\nand HIDDEN-2\nHIDDEN-3 failed'), secret] });
  for (const format of ['text', 'json']) {
    const { stdout } = await run(['doctor', '-', '--format', format], { input });
    expect(stdout).toContain('unknown');
    expect(stdout).not.toContain('HIDDEN');
  }
});

test('the lines to paste for a token are whole', async () => {
  const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(failedPod('open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory')) });
  expect(stdout).toContain('serviceAccountToken: ServiceAccountToken.apiServer(),');
  expect(stdout).toContain('automountServiceAccountToken: true');
});
