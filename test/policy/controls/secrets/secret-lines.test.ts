import { HIDDEN_TEXTS } from './secret-examples';
import { secretLines } from '../../../../src/policy/controls/secrets/secret-lines';

const S = 'hunter2Zq7W';

/** The text without the lines that may show a secret. */
function shown(text: string): string {
  const hidden = secretLines(text.split('\n'));
  return text.split('\n').filter((_, index) => !hidden.has(index)).join('\n');
}

test.each([
  ['a value of a HelmRelease', `values:\n  rootPassword: ${S}\n  privileged: true`],
  ['a value in quotes, with a remark', `  "apiToken": '${S}' # of the CI`],
  ['a text of several lines', `  password: |\n    ${S}\n\n    ${S}\n  user: a`],
  ['a list', `  passwords:\n    - ${S}\n    - ${S}\n  users: [a]`],
  ['a parameter of Argo CD', `  parameters:\n    - name: auth.rootPassword\n      value: ${S}\n    - name: replicas\n      value: "1"`],
  ['a parameter with its value before', `    - value: ${S}\n      name: auth.rootPassword`],
  ['a variable in a patch', `- op: add\n  value: { name: DB_PASSWORD, value: ${S} }`],
  ['an object on a line', `  values: { a: b, "rootPassword": ${S} }`],
  ['properties', `  app.properties: |\n    db.user=a\n    db.password=${S}\n    db.port=1`],
  ['JSON on a line', `  config.json: '{"user":"a","password":"${S}"}'`],
  ['JSON on several lines', `  config.json: |\n    {\n      "password": "${S}",\n      "user": "a"\n    }`],
  ['JSON of a variable', `  - name: CONFIG\n    value: '{"apiKey":"${S}"}'`],
  ['netrc', `  .netrc: |\n    machine example.com login a password ${S}\n    machine other\n      login b\n      password ${S}`],
  ['a header', `  header: Authorization Basic ${Buffer.from(`a:${S}`).toString('base64').replace('=', S)}`],
  ['an address', `  repository: https://a:${S}@git.example.com/a`],
  ['a Secret in another object', `  secret.yaml: |\n    apiVersion: v1\n    kind: Secret\n    metadata:\n      name: a\n    stringData:\n      note: ${S}\n    type: Opaque`],
  ['a Secret that kubectl applied', `    kubectl.kubernetes.io/last-applied-configuration: |\n      {"apiVersion":"v1","data":{"note":"${S}"},"kind":"Secret"}`],
  ['the same as text in JSON', `  "last-applied-configuration": "{\\"data\\":{\\"note\\":\\"${S}\\"},\\"kind\\":\\"Secret\\"}"`],
  ['a command', `  command: [mysql, --password=${S}]`],
  ['a key', `  id: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MIIEowIBAAKCAQEAfakefakefakefakefakefakefakefake${S}\n    ${S}${'a'.repeat(40)}`],
  ['a comment', `  # password: ${S}\n  privileged: true`],
  ['XML', `  a.xml: |\n    <password>${S}</password>`],
  ['the credentials of a registry', `  a: '{"auths":{"r":{"auth":"${S}"}}}'`],
  ['a key of a client', `  client-key-data: ${S}`],
  ['options of a command', `  args: [mount, -o, "username=u,password=${S}"]`],
  ['an anchor', `  args: [&password ${S}]`],
  ['a header of a probe', `  httpHeaders:\n    - name: Authorization\n      value: ${S}`],
  ...HIDDEN_TEXTS.map((text) => [text, `  args: [${JSON.stringify(text)}]`]),
])('hides %s', (_, text) => {
  expect(text).toContain(S);
  expect(shown(text)).not.toContain(S);
});

test.each([
  'volumes:\n  - name: tls\n    secret:\n      secretName: web-tls\n      items:\n        - key: tls.crt\n          path: tls.crt',
  'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db\n        key: password\n  - name: PORT\n    value: "80"',
  'imagePullSecrets:\n  - name: registry',
  'spec:\n  automountServiceAccountToken: true\n  containers:\n    - name: a\n      image: nginx:1.29\n      securityContext:\n        privileged: true',
  'tokenExpirationSeconds: 3600\npasswordPolicy: strict',
  'kind: ConfigMap\ndata:\n  a: b',
])('shows all of %j', (text) => expect(shown(text)).toBe(text));

// A name with a slash is a resource for the rules about other texts, so that only the rules about lines find the secret beside it.
test.each<readonly string[]>([
  ['- user: a', '! a/password: S', ' b: c'], ['!"a/password": S'], ["!'a/password': S"], ['!- - a/password   :   S'], ['!a/password=S'], ['!a/password = S'], ['a/password:S'], ['a/user: S'],
  ['a/password: /run/a # note'], ['a/password: /run/a   # a longer note'], ['a/password: true,'], ["a/password: '/run/a',"], ['a/password: $(PASSWORD) # note'], ['!a/password: a#b'], ['!a/password: a,b'],
  ['!a/password: "S"  # note'], ['!a/password: "/run/a" S'], ['!a/password: S "/run/a"'],
  ['a/password: # note', '!  - S', '!', '!  - S', 'user: b'], ['a/password:', '!- S', '  user: b'], ['a/password:', '  - user: b', '!    S'],
  ['a/password: |', '!  S', '!', '!  user: b', 'user: b'], ['a/password: >-2 # note', '!  user: b'], ['a/password: |+', '!  user: b', 'c: d'], ['!a/password: |S', '  user: b'],
  ['token: |', '!  a: b'], ['user: |', '  a: b'], ['user: # note', '  - b'],
  ['- name: a/password', '!  value: S', '  user: b'], ['!- value: S', '  name: a/password'], ['- key: a/password', '!  value: |', '!    S', '  b: c', '- value: d'],
  ['- name: "a/password" # note', '!  value: S'], ["- name: 'a/password'", '  b: c', '!  value: S'], ['- names: a/password', '  value: S'], ['- my-name: a/password', '  value: S'],
  ['- name: a/password', '  values: S', '  my-value: S'], ['- name: a/password', '- value: S'], ['- name: a/password', '  b:', '    value: S', '!  value: S'], ['- name: a/password', 'value: S'],
  ['- name: a/user', '  value: S'], ['- value: S', '- name: a/password'], ['b:', '  name: a/password', '', '!  value: S', 'value: c'], ['!value: S', '!', 'name: a/password'],
  ['a.yaml: |', '  kind: Secret', '  stringData:', '!    a: S', '  data:', '!    a: S', '!    b:', '!      c', '  type: Opaque', 'b: c'],
  ['data:', '!  a: S', 'kind: "Secret"'], ['data:', '  a: S', 'kind: ConfigMap'], ['data:', '  a: S', 'kind: Secrets'], ['data:', '  a: S', 'kinds: Secret'], ['data:', '  a: S', 'my-kind: Secret'],
  ['kind: Secret', 'my-data:', '  a: S', 'data-of:', '  a: S'], ['kind: Secret', '---', 'b:', '  data:', '    a: S'],
  ['!a: { a/password: S }'], ['!a: {a/password:  S}'], ['!a: [{ b: c,a/password : S, d: e }]'], ['!a: { "a/password": "S" }'], ["!a: { 'a/password' : 'S' }"], ['a: { a/password: "/run/a" }'],
  ["a: { a/password: '/run/a' }"], ['a: { a/password: /run/a, b: c }'], ['a: { a/user: S }'], ['a: [a/password: S]'], ['!a: { b: c, a/password: S }'],
  ['!a: { name: a/password, value: /b }'], ['!a: [{name: a/password,value: /b}]'], ['!a: { "name" : "a/password" , "value" : /b }'], ["!a: {'key': 'a/password', 'value': /b}"], ['!a: { key:a/password, value: /b }'],
  ['!a: [{ name: a/user, value: /b }, { name: a/password, value: /b }]'], ['a: { name: a/user, value: /b }'], ['a: { names: a/password, value: /b }'], ['a: { name: a/password, values: /b }'],
  ['a: { name: a/password, other: /b }'], ['a: name: a/password, value: /b'],
  ['!a: Basic abcdefgh'], ['!a: Bearer   abcd+/=.~-'], ['a: Basic abcdefg'], ['a: Basicabcdefgh'], ['a: xBasic abcdefgh'], ['!password a'], ['!  Password   a'], ['a password b'], ['password'],
  ['!a: &password b'], ['!a: &my-passwd   b'], ['!a: &my_secret b'], ['!a: &token b'], ['!a: &apikey b'], ['!a: &api-key b'], ['!a: &my-api_key b'], ['a: &anchor b'], ['a: &password ]'], ['a: *password b'],
  [`!  ${'A'.repeat(40)}`], [`!${'a/+'.repeat(14)}==  `], [`  ${'A'.repeat(39)}`], [`- ${'A'.repeat(40)}`], [`${'A'.repeat(40)} b`], [`${'A'.repeat(40)}===`],
  ['!{"kind":"Secret"}'], ['!{"kind" : "Secret","a":"b"}'], ['!"{\\"kind\\": \\"Secret\\"}"'], ['{"kind":"Secrets"}'], ['{"kinds":"Secret"}'],
])('hides the lines with a mark: %s %s %s %s', (...marked) => {
  const lines = marked.filter((line) => line !== undefined);
  const hidden = secretLines(lines.map((line) => line.replace(/^!/, '').replace('S', line.includes('Secret') ? 'S' : 'hunter2zq')));
  expect([...hidden].sort((one, other) => one - other)).toEqual(lines.flatMap((line, index) => line.startsWith('!') ? [index] : []));
});
