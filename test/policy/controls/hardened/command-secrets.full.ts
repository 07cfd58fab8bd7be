import { podWith } from './pod-with';
import { commandSecrets } from '../../../../src/policy/controls/hardened/command-secrets';
import { secretLines } from '../../../../src/policy/controls/secrets/secret-lines';
import { withoutSecrets } from '../../../../src/policy/controls/secrets/secret-words';
import { redactorOf } from '../../../../src/tasks/doctor/redact';
import { expectQuick } from '../../../support/quick';
import { found } from '../support';

test.each(['\'"'.repeat(50_000), 'token="'.repeat(30_000), '--token '.repeat(30_000), 'a=token='.repeat(30_000), '#token\n'.repeat(30_000), 'token '.repeat(40_000)])(
  'reads a long script in little time', (text) => expectQuick(2, () => {
    found(commandSecrets, podWith({ command: ['sh', '-c', text] }));
  }));

test('reads many words in little time', () => expectQuick(2, () => {
  found(commandSecrets, podWith({ args: Array.from({ length: 50_000 }, (_, index) => index % 2 ? 'a:b' : '-u') }));
}));

test.each([
  'pass=$A'.repeat(40_000), 'token: "'.repeat(30_000), 'pass='.repeat(60_000), `password="${'\\"'.repeat(100_000)}`, 'a.'.repeat(150_000), 'token=\\'.repeat(50_000), '<token>'.repeat(50_000), 'authorization: bearer '.repeat(20_000),
  'cookie: a '.repeat(30_000), 'login a password '.repeat(20_000), 'login '.repeat(50_000), 'echo a '.repeat(50_000), 'identified by '.repeat(30_000), ` ${' '.repeat(300_000)}token`, `token${' '.repeat(300_000)}`, 'password: |\n  a'.repeat(20_000), 'password: |\\n a'.repeat(20_000), 'a:bcd@'.repeat(40_000), 'echo "%s" a | b '.repeat(20_000),
  'db:5432:a:b:'.repeat(20_000), "'password': '".repeat(20_000), 'Bearer a'.repeat(30_000), '&password '.repeat(30_000),
  'a'.repeat(300_000), `token=${'\\'.repeat(300_000)}!`, `mysql -pa "${'x '.repeat(100_000)}'"`,
])('hides secrets in a long text in little time', (text) => expectQuick(2, () => {
  withoutSecrets(text);
  withoutSecrets(JSON.stringify({ text }));
  secretLines([text]);
  redactorOf([])(text);
}));
