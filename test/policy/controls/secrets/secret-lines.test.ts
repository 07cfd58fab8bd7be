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
