import { PASSWORDS } from './secret-examples';
import { secretForm, secretIn, SECRET_FORMS, withoutForms } from '../../../../src/policy/controls/secrets/secret-forms';

const S = 'hunter2Zq7W';
const CREDENTIALS = 'credentials in a header';
const SQL = 'a password in SQL';
const INPUT = 'a password in standard input';
const ADDRESS = 'an address with a password';

test.each(PASSWORDS)('%s is found and hidden: %s', (kind, text) => {
  expect(secretIn(text)).toBe(kind);
  expect(withoutForms(text)).not.toContain('hunter2');
});

test.each([
  [ADDRESS, 'jdbc:oracle:thin:app/§@db'], [ADDRESS, 'jdbc:oracle:oci:app-1/§@//db:1521/x'],
  [CREDENTIALS, 'Authorization: Bearer §12345'], [CREDENTIALS, '"authorization" : "token  §/+~.-12="'], [CREDENTIALS, "'Authorization'='Bearer §12345'"], [CREDENTIALS, 'Authorization:   Token   §12345, x'],
  [CREDENTIALS, '\\"Authorization\\":\\"Bearer §12345\\"'],
  [CREDENTIALS, 'proxy_set_header  Authorization   "Basic   §=";'], [CREDENTIALS, 'proxy_set_header authorization bearer §;'], [CREDENTIALS, "proxy_set_header Authorization 'Bearer §'"],
  [CREDENTIALS, 'proxy_set_header Authorization \\"Bearer §\\"'],
  [CREDENTIALS, 'proxy_set_header   X-Api-Key   "§!";'], [CREDENTIALS, 'proxy_set_header Token \\"§\\"'], [CREDENTIALS, 'proxy_set_header my_secret §;'],
  ['a signed address', 'https://a/b?sig=§%2B/='], ['a signed address', 'https://a/b?x=1&sig=§&y=2'],
  [SQL, "identified  by  '§'"], [SQL, 'IDENTIFIED BY "§ a"'], [SQL, "identified  with  caching_sha2_password  by '§'"], [SQL, "with  password  '§'"], [SQL, "encrypted   password '§'"],
  [SQL, '\\"create user a identified by \\"§\\"'], [SQL, "Encrypted Password '§'"], [SQL, "=password('§')"], [SQL, 'SET x =  PASSWORD(  "§ a")'], [SQL, '= password(\\"§\\")'],
  ...['echo', 'printf', 'echo -n', 'echo  -ne  '].flatMap((print) => [
    ...['chpasswd', 'sudo chpasswd', 'sudo  chpasswd'].flatMap((command) => [`${print} root:§ | ${command}`, `${print}  "my-user.1:§"|${command}`, `${print} 'root:§'  |  ${command}`]),
    ...['sudo -S ls', 'sudo   -S', 'kinit a', 'docker login --password-stdin', 'a -stdin', 'a --stdin'].flatMap((command) => [`${print} § | ${command}`, `${print}  "§"|${command}`, `${print} '§'  |  ${command}`]),
  ]).map((text) => [INPUT, text]),
  ...['"%s" §', '%s §', "'%s\\n'  §", '\\"%s\\" \\"§\\"', '"%s\\\\n"  \'§\'', "%s\\n '§'"].map((print) => [INPUT, `printf ${print} | kinit a`]),
  [INPUT, 'printf "root:§\\n" | chpasswd'], [INPUT, 'echo \\"root:§\\\\n\\" | chpasswd'], [INPUT, 'printf "§\\n" | kinit a'], [INPUT, 'echo \\"§\\\\n\\" | kinit a'],
  ['a connection string with a password', 'x; PWD = §;y'], ['a connection string with a password', '?accountkey=§&x'],
])('%s is found, and nothing else is hidden: %s', (kind, pattern) => {
  const text = pattern.replace('§', S);
  expect(secretIn(text)).toBe(kind);
  const [before, after] = pattern.split('§');
  const shown = withoutForms(text);
  expect(shown.slice(0, before.length)).toBe(before);
  const rest = shown.slice(before.length).replace('(hidden)', '');
  expect(after.endsWith(rest)).toBe(true); // The secret can be longer.
  expect(shown).toBe(`${before}(hidden)${rest}`);
});

test.each([
  'jdbc:oracle:thin:app/$PASS@db', 'jdbc:oracle:thin:app/<pass>@db', 'jdbc:oracle:thin:app/secret', 'jdbc:oracle:thin:@db', 'jdbc:oracle:th-in:app/secret@db', 'xjdbc:oracle:thin:a/b@c',
  'Authorization: Bearer abcdefghijklmnopq', 'Authorization: Bearer a1b2c3d4e5f6g7', 'Authorization Bearer a1b2c3d4e5f6g7h8',
  'proxy_set_header Authorization $http_authorization', 'proxy_set_header Authorization "Basic $AUTH"', 'proxy_set_header Authorization "Basic a1b2c3d"', 'xproxy_set_header Authorization "Basic a1b2c3d4"',
  'proxy_set_header X-Api-Key $key_of_api', 'proxy_set_header X-Api-Key short', 'proxy_set_header X-Api-Key-Id 0123456789', 'https://a/b?sig=short', 'https://a/b?xsig=0123456789', '/sig=0123456789',
  "identified by '$PASS'", "identified by '<pass>'", "identified by '{pass}'", "identified by ''", "unidentified by 'a'", 'identified by password', "with password of 'a'", "= password('$PASS')", "password('a')", "=xpassword('a')",
  'echo root:$PASS | chpasswd', 'echo "root:$(cat a)" | chpasswd', 'echo root | chpasswd', 'echo root:a || chpasswd', 'echo root:a | xchpasswd', 'xecho root:a | chpasswd',
  'echo $PASS | sudo -S ls', 'echo a | sudo ls', 'echo a | sudo -Sx ls', 'echo a | kinits', 'echo a | cat; b --stdin', 'echo a | b --stdinx', 'echo a b | kinit', 'echo a | cat',
])('has no secret: %s', (text) => {
  expect(secretIn(text)).toBeUndefined();
  expect(withoutForms(text)).toBe(text);
});

test('every form and every password has a kind', () => {
  expect(SECRET_FORMS.filter(({ kind }) => kind === '')).toEqual([]);
  expect(secretForm('AKIA')).toBeUndefined();
});
