import { secretKindInFile } from '../../../../src/policy/controls/secrets/secret-files';
import { secretKind } from '../../../../src/policy/controls/secrets/secrets';

// Put together here, or scanners take this file for a leak.
const VALUE = 'hunter' + '2x';
const BESIDE = 'a secret beside the name';
const encoded = (text: string) => Buffer.from(text).toString('base64');
const inFile = (line: string) => secretKindInFile('app.conf', `a line\n${line}\nanother line`);

test.each([
  `password: ${VALUE}`, `  password: ${VALUE}`, `password=${VALUE}`, `password = ${VALUE}`, `password := ${VALUE}`, `password => ${VALUE}`, `{password: ${VALUE}}`,
  `a: 1, password: ${VALUE}`, `<password>${VALUE}</password>`, `"password": "${VALUE}"`, `'password': '${VALUE}'`, `define('password', '${VALUE}');`,
  `set("password", "${VALUE}")`, `["password"] = "${VALUE}"`, `--password=${VALUE}`, `password: ${VALUE} # changed`.replace(' #', '#'), `password: ${VALUE};`, `password: ${VALUE},`,
  `x(password: ${VALUE})`, `$db['password'] = '${VALUE}';`, `[password: ${VALUE}]`, `password = "${VALUE}" // changed`, `password${' '.repeat(9)}=${' '.repeat(9)}${VALUE}${' '.repeat(9)}`, 'password: "a b2c4d6"'.replace(' b', 'b'),
])('a secret is found in the line %s of a file', (line) => expect(inFile(line)).toBe(`${BESIDE} password`));

test.each([
  `password == ${VALUE}`, `password ${VALUE}`, `xpassword${VALUE}`, `1password: ${VALUE}`, `"password': ${VALUE}`, `password${' '.repeat(10)}=${VALUE}`, `password=${' '.repeat(10)}${VALUE}`,
  `# password: ${VALUE}`, `  # password: ${VALUE}`, `; password: ${VALUE}`, `// password: ${VALUE}`, `password: ${VALUE} and more`, `password: "${VALUE}`, `password: ${VALUE}(`, `color: ${VALUE}`,
  `password_file: ${VALUE}`, 'password: "two wo2rds"', `password: "${VALUE}\\n"`, 'password: changeit', 'password: 123456', 'password: a1b2', 'password: 1.2.3-rc4', 'password: v1.2.3a',
  'password: user1@example', 'password: some/path1', 'password: 2026-01-02T10', 'password: my-secret-12', 'password: sha256:abcdef', 'password: base64abc1', 'password: utf-8string1', 'password: utf8string1',
  'password: sha-512crypt', 'password: sha512crypt', 'password: md5crypt', 'password: x509cert', 'password: oauth2flow', 'password: http1client', 'password: rs256key', 'password: es256key', 'password: hs256key',
  'password: ed25519key', 'password: int64value', 'password: uint8value', 'password: float32value', 'password: $(PASS1WORD)', 'password: ${PASS1WORD}', `password: ${'a1'.repeat(251)}`, `p${'x'.repeat(81)}password: ${VALUE}`,
])('no secret is found in the line %s of a file', (line) => expect(inFile(line)).toBeUndefined());

test('the name of the finding is the first that has a secret', () => {
  expect(secretKindInFile('app.conf', `user: admin\ntoken: none\napi_key: ${VALUE}\npassword: ${VALUE}\n`)).toBe(`${BESIDE} api_key`);
});

test.each(['apiKey', 'jwt', 'bearer', 'credential', 'passwd', 'pwd', 'API_TOKEN', 'client_secret'])('the name %s is known in a file', (name) => {
  expect(inFile(`${name}: ${VALUE}`)).toBe(`${BESIDE} ${name}`);
});

test.each([
  'PASSWORD=changeit\n', 'A=1\nPASSWORD=changeit\n', '# a comment\nPASSWORD=changeit\nB=2', 'export A=1\nexport PASSWORD=changeit\n', '\n\nA=1\n\n_P=2\nPASSWORD=changeit',
])('each line of a file of variables is read as a variable: %j', (text) => expect(secretKindInFile('.env', text)).toBe(`${BESIDE} PASSWORD`));

test.each(['PASSWORD=changeit\nand a line\n', 'PASSWORD=changeit\n1A=2\n', '[section]\nPASSWORD=changeit\n', 'A=1\nPASSWORD=\n', 'A=1\n# PASSWORD=changeit\n'])(
  'a file with other lines is no file of variables: %j', (text) => expect(secretKindInFile('.env', text)).toBeUndefined(),
);

test.each([`machine example.com login me password ${VALUE}`, `login me  password ${VALUE}`, 'default\nlogin me\npassword abcd\n'])('a login of .netrc is found: %j', (text) => {
  expect(secretKindInFile('.netrc', `${text}\nmachine b`)).toBe('a password of a login');
});

test.each(['login me password abc', 'login me password $PASSWORD', 'login me password <password>', 'login me password (none)', 'login me password {x}abc', 'xlogin me password abcd', 'login password abcd'])(
  'no login is found: %j', (text) => expect(secretKindInFile('.netrc', `${text}\nmachine b`)).toBeUndefined(),
);

const CLIENT_KEY = 'Ab1+/' + 'x'.repeat(35);

test.each([`client-key-data: ${CLIENT_KEY}`, `client-key-data:"${CLIENT_KEY}"`, `client-key-data: '${CLIENT_KEY}'`, `users:\n- user:\n    client-key-data: ${CLIENT_KEY}`])(
  'the key of a client is found: %j', (text) => expect(secretKindInFile('config', `kind: Config\n${text}`)).toBe('a private key in base64'),
);

test.each([`client-key-data: ${CLIENT_KEY.slice(1)}`, `client-key: ${CLIENT_KEY}`, `xclient-key-data: ${CLIENT_KEY}`, `client-key-data: ${'.'.repeat(40)}`])(
  'no key of a client is found: %j', (text) => expect(secretKindInFile('config', `kind: Config\n${text}`)).toBeUndefined(),
);

const registry = (auth: string, between = ': ') => `{\n "auths": { "registry.example.com": { "auth"${between}"${auth}" } }\n}`;

test('the password of a registry is found in a Docker configuration', () => {
  expect(secretKindInFile('config.json', registry(encoded('user:password')))).toBe('the password of a registry');
  expect(secretKindInFile('config.json', registry(encoded('u:p1234'), ':'))).toBe('the password of a registry');
  expect(secretKindInFile('config.json', registry(encoded('user:password'), '  :  '))).toBe('the password of a registry');
  expect(secretKindInFile('config.json', `${registry('bm90aGluZw==')}\n${registry(encoded('user:password'))}`)).toBe('the password of a registry');
});

test.each([encoded('no colon here'), encoded('user:'), encoded(':password'), encoded('user:\x01\x02\x03'), 'short', encoded('a b:c d e f'), `!${encoded('user:password')}`])(
  'no password of a registry is found in %s', (auth) => expect(secretKindInFile('config.json', registry(auth))).toBeUndefined(),
);

test('a single line is read like a variable of that name, and then like a file', () => {
  expect(secretKindInFile('password', ' changeit\n')).toBe('a secret, as its name says');
  expect(secretKindInFile('text', 'changeit')).toBeUndefined();
  expect(secretKindInFile('text', `{"password":"${VALUE}"}`)).toBe(`${BESIDE} password`);
  expect(secretKindInFile('password', 'two words')).toBeUndefined();
});

test('the longest file that is read has 1 MiB', () => {
  const line = `password: ${VALUE}\n`;
  const filler = (length: number) => '\n'.repeat(length);
  expect(secretKindInFile('a', `x y${filler(1024 ** 2 - line.length - 3)}${line}`)).toBe(`${BESIDE} password`);
  expect(secretKindInFile('a', `x y${filler(1024 ** 2 - line.length - 2)}${line}`)).toBeUndefined();
});

const TOKEN = 'ghp_' + 'aA1'.repeat(12);

test.each([encoded(TOKEN), encoded(`${TOKEN}\n`), encoded(`a ${TOKEN}`), encoded(`\t${TOKEN}~`)])('%s is a secret in Base64', (text) => {
  expect(secretKind('DATA', text)).toBe('a GitHub token in base64');
});

test.each([
  `!${encoded(TOKEN)}`, `${encoded(TOKEN)}!`, encoded(`\x00${TOKEN}`), encoded(`${TOKEN}\x80`), encoded(TOKEN).toLowerCase(), encoded(TOKEN).toUpperCase(), encoded('only a text, and no token at all'), `${encoded(TOKEN)}===`,
])('%s is no secret in Base64', (text) => expect(secretKind('DATA', text)).toBeUndefined());
