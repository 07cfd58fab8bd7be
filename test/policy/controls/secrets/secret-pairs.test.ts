import { hiddenKind, isHiddenName, REFERENCE, withoutPairs } from '../../../../src/policy/controls/secrets/secret-pairs';

const S = 'hunter2zq';

test.each([
  'password', 'x-auth', 'X-Auth-Key', 'auth', 'registry_auth', 'registry-auth', 'identitytoken', 'identity_token', 'client-key-data', 'clientKeyData', 'client.key_data',
  'authentication', 'X-Authentication', 'X-Hub-Signature', 'passcode', 'sessionid', 'session_id', 'session-id', 'x-functions-key', 'functionskey', 'functions_key', 'Ocp-Apim-Subscription-Key',
  'pw', 'bindpw', 'rootpw', 'adminpw', 'userpw', 'dbpw', 'my.db_pw', 'cred', 'creds', 'smb_cred', 'my-smb.creds', 'passphrase', 'licensekey', 'license_key', 'my.license-key',
  'authorization', 'Proxy-Authorization', 'cookie', 'Cookie2', 'Set-Cookie', 'set-cookie2',
])('outputs hide the value of %s', (name) => expect(isHiddenName(name)).toBe(true));

test.each([
  'my-x-auth-me', 'x-auth-a-b', 'author', 'a.auth', 'identitytokens', 'my-client-key-data', 'client-key-database', 'client+key-data', 'signatures', 'a.signature', 'xsignature',
  'session-ids', 'session+id', 'subscription+key', 'mypw', 'xbindpw', 'a+pw', 'pwx', 'xcreds', 'credsx', 'a+creds', 'sacred', 'license+key', 'license-keys', 'xcookie', 'cookies', 'cookie3',
  'my-authorization', 'authorizations', 'user',
])('outputs show the value of %s', (name) => expect(isHiddenName(name)).toBe(false));

test.each<[string, string, string | undefined]>([
  ['creds', 'abcd', 'a secret, as its name says'],
  ['creds', 'abc', undefined],
  ['creds', 'x(hidden)', undefined],
  ['creds', '$(CREDS)', undefined],
  ['creds', '/run/creds', undefined],
  ['password', 'abc', 'a secret, as its name says'],
  ['user', 'abcd', undefined],
])('%s: %s is %s in an output', (name, value, kind) => expect(hiddenKind(name, value)).toBe(kind));

test.each(['a$(A)', 'a${A}', 'a$A', '`cat a`', '$1', '@file', 'a{{ .A }}', '<a>', '/a', '~/a', './a', '../a', 'file:a', 'env:A', 'vault:a', 'secret:a', 'ref+vault:a'])(
  '%s refers to the secret', (value) => expect(REFERENCE.test(value)).toBe(true));
test.each(['a', 'a$', 'a$+', 'a`', 'a@b', 'a<b', 'a/b', 'a~/b', '.../a', 'afile:a', 'myenv:A', 'ref+:a', 'ref+!:a', 'files:a'])(
  '%s may be the secret itself', (value) => expect(REFERENCE.test(value)).toBe(false));

test.each([
  'password=§', 'password = §', 'password => §', 'a;password=§;b', '\\npassword=§', '\\tpassword: §', 'x\\r\\ndb.password=§', "password='§'", 'password=\\"§\\"', '"password" : "§"',
  'password: §', 'password:  §, user: a', '<a><password>§</password></a>', '<db.password>§</db.password>',
  'Authorization: §', 'authorization=§', '"Authorization" : "Bearer §"', 'Authorization: Basic  §', 'Authorization: ApiKey §', '\\nAuthorization: Digest §', 'Proxy-Authorization: Negotiate §',
  'Cookie: §', 'Set-Cookie: §', 'cookie2 = §', 'cookie:   §', '"cookie": "§"', "{'cookie': '§'}", '\\ncookie: §', 'x\\rSet-Cookie2: §',
  'login a password §', 'machine  example.com  password  §', 'login a1 password   § machine b',
  'db:5432:shop:app:§', '*:*:*:*:§', ' db-1.a:54:shop:app-2:§', '"db:5432:*:app:§"',
  'requirepass §', 'masterauth   §', 'rootpw §', 'bindpw  §', '# requirepass §',
  'Bearer §', 'Basic   §', 'x Bearer §',
  'a:§@b', 'x a.b-c:§@[::1]', '(app:§@host)', 'sip1:§@a', 'npms:§@a',
  'https://§@github.com/a', 'x://§@a',
  'set $password §;', 'a b;\\nset  $api_token "§";', "at '/auth/password': '§' is not valid", "at '/users/0/password/1': '§'", 'password "§" is too short',
])('hides only the secret in: %s', (text) => expect(withoutPairs(text.replace('§', S))).toBe(text.replace('§', '(hidden)')));

test.each([
  ['a: b\npassword: |\n  §\n  §\nuser: a', 'a: b\npassword: | (hidden)\nuser: a'],
  ['password:   >-2\n  §', 'password:   >-2 (hidden)'],
  ['{"a":"x: y\\npassword: |\\n  §\\nuser: a"}', '{"a":"x: y\\npassword: | (hidden)\\nuser: a"}'],
  ['"\\\\npassword: |\\\\n  §"', '"\\\\npassword: | (hidden)"'],
  ['password: |\n  a: §\n', 'password: |\n  a: §\n'],
  ['password: |\n  $(PASSWORD)\n', 'password: |\n  $(PASSWORD)\n'],
  ['"password: |\\n  $(PASSWORD)"', '"password: |\\n  $(PASSWORD)"'],
  ['password: |\n  §\ntoken: |\n  §\n', 'password: | (hidden)\ntoken: | (hidden)\n'],
  ['a:§@b c:§@d', 'a:(hidden)@b c:(hidden)@d'],
])('hides the secrets in blocks and lists: %j', (text, shown) => expect(withoutPairs(text.replaceAll('§', S))).toBe(shown.replaceAll('§', S)));

test.each([
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'user', 'group', 'serviceaccount', 'clusterrole', 'role']
    .map((word) => `token: ${word}`),
  'password: "" ', 'password == a', 'password =~ a', 'password = {a', 'password: [a]', 'password: (a)', 'password: |', 'my/password: a', 'password: Permission denied', 'password: not found', 'password: su: a',
  'token: configmap a', 'token: no such file', '<password>$(PASSWORD)</password>', '<password>a</passwd>', '<user>a</user>',
  'Authorization: $TOKEN', 'Authorization: Bearer $TOKEN', 'Authorization: <token>', 'Authorization: abc', 'Cookie: $COOKIE', 'Cookie: <a>', 'a.cookie: b', 'a-cookie: b', 'login a password $PASS', 'login password',
  'a:5432:b:c:abc', 'x:db:5432:shop:app:hunter2', 'db:x:shop:app:hunter2', 'requirepass ""', 'my-requirepass a', 'requirepass = $A', 'Bearer abcdefghij', 'Bearer a1', 'bearer abcdefgh1',
  'mailto:abc@d', 'sip:abc@d', 'sips:abc@d', 'npm:abc@1', 'acct:abc@d', 'xmpp:abc@d', 'workspace:abc@d', 'a:8080@b', 'a:80@b', 'web:1.4.2@b', 'web:v1.4@b', 'web:12.4@b', 'a:abc@sha256', 'a:ab@c', 'a:abc@-', '/a:abc@b', 'x@a:abc@b',
  'https://github@b', 'https://abcdefgh@b', 'https://a1@b',
  'set $password $http_x;', 'set $upstream a;', 'set password a', "at '/auth/mode': 'a'", "at '/auth/password': got string", 'password "abc"', 'secret "web-tls" is missing',
])('hides nothing in: %s', (text) => expect(withoutPairs(text)).toBe(text));
