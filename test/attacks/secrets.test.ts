import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { SECRET_FORMS } from '../../src/policy/controls/secrets/secret-forms';
import { Finding } from '../../src/tasks/reports/finding';
import { FORMAT_NAMES } from '../../src/tasks/reports/formats/names';
import { run, workspaces } from '../commands/cli/support';
import { FORMS, HIDDEN_TEXTS, PASSWORDS } from '../policy/controls/secrets/secret-examples';
import { failedPod } from '../tasks/doctor/support';

// Secrets in all places where a manifest, a Dockerfile or a log can have one. No output shows them.

const workspace = workspaces();

const NAMED = 'hunter2Zq7W';
const ENCODED = Buffer.from('-----BEGIN RSA PRIVATE ' + 'KEY-----\nMIIE').toString('base64');

/** A secret, and the part of it that nothing may show. The middle of a form is enough to know that it is not hidden. */
const SECRETS: readonly (readonly [kind: string, text: string, part: string])[] = [
  ...FORMS.map(([kind, text]) => [kind, text, text.slice(Math.ceil(text.length / 2))] as const),
  ['a private key in base64', ENCODED, ENCODED.slice(8)],
  ...PASSWORDS.map(([kind, text]) => [kind, text, NAMED] as const),
  ...HIDDEN_TEXTS.map((text) => ['a pair', text, NAMED] as const),
];

test('every form that is known is tried', () => {
  const untried = SECRET_FORMS.filter(({ pattern }) => !SECRETS.some(([, text]) => pattern.test(text)));
  expect(untried.map(({ kind, pattern }) => `${kind}: ${pattern}`)).toEqual([]);
});

const quoted = (text: string) => JSON.stringify(text);

/**
 * A pod, a ConfigMap, an Ingress and a HelmRelease with the secret in each field that findings quote or that is beside a finding.
 *
 * @param plain in fields without a name of their own
 */
const manifests = (text: string, name: string, plain: string) => `apiVersion: v1
kind: Pod
metadata:
  name: a
  namespace: shop
  annotations:
    note: ${quoted(plain)}
spec:
  hostPID: true
  containers:
    - name: main
      image: registry.example/app:1
      command: [sh, -c, ${quoted(`serve --x ${plain}`)}]
      args: [${quoted(plain)}]
      env:
        - { name: ${name}, value: ${quoted(text)} }
      livenessProbe:
        httpGet:
          host: 10.0.0.1
          port: 80
          path: ${quoted(`/x? ${plain}`)}
          httpHeaders: [{ name: X-Note, value: ${quoted(plain)} }, { name: ${name}, value: ${quoted(text)} }]
      lifecycle:
        preStop:
          httpGet: { host: 10.0.0.1, port: 80, httpHeaders: [{ name: ${name}, value: ${quoted(text)} }] }
      securityContext:
        privileged: true
        procMount: ${quoted(plain)}
  volumes:
    - name: v
      csi:
        driver: smb.csi.k8s.io
        volumeAttributes:
          source: //x/y
          volumeOptions: ${quoted(`username=u, ${plain}`)}
          ${name}: ${quoted(text)}
    - name: w
      flexVolume:
        driver: a/b
        options:
          volumeOptions: ${quoted(`vers=3, ${plain}`)}
          ${name}: ${quoted(text)}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: shop }
data:
  ${name}: ${quoted(text)}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: ${quoted(plain)}
spec: {}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: h, namespace: shop }
spec:
  values:
    ${name}: ${quoted(text)}
    privileged: true
    hostNetwork: true
`;

async function outputsOf(text: string, name: string, plain = text): Promise<ReadonlyMap<string, string>> {
  const { folder } = workspace().write({
    'a.yaml': manifests(text, name, plain),
    'Dockerfile': `FROM debian:13\nENV ${name}=${quoted(text)}\nRUN echo ${quoted(plain)} && sudo a\nUSER root\n`,
  });
  const at = (file: string) => join(folder, file);
  const outputs = new Map<string, string>();
  const reports = FORMAT_NAMES.flatMap((format) => ['--report', `${format}=report.${format}`]);
  const audited = await run(['audit', '.', '--profile', 'hardened', '--detail', 'all', ...reports], { cwd: folder });
  expect(audited.status).toBe(1);
  await workspace().suggestWaivers('.');
  await workspace().writeBaseline('.');
  outputs.set('audit', audited.stdout);
  FORMAT_NAMES.forEach((format) => outputs.set(format, readFileSync(at(`report.${format}`), 'utf8')));
  outputs.set('the baseline', readFileSync(at('baseline.json'), 'utf8'));
  outputs.set('the waivers', readFileSync(at('waivers.yaml'), 'utf8'));
  outputs.set('harden', (await run(['harden', 'a.yaml'], { cwd: folder })).stderr.join('\n'));
  writeFileSync(at('pod.json'), JSON.stringify(failedPod(`starting with ${plain} now\nfailed: ${plain}\n${name}=${text}`)));
  for (const format of ['text', 'json']) {
    outputs.set(`doctor ${format}`, (await run(['doctor', 'pod.json', '--format', format], { cwd: folder })).stdout);
  }
  return outputs;
}

const showing = (outputs: ReadonlyMap<string, string>, part: string) =>
  [...outputs].filter(([, text]) => text.includes(part)).map(([name]) => name);

test.each(SECRETS)('%s is in no output: %s', async (_, text, part) => {
  const outputs = await outputsOf(text, 'attribute');
  const read = ['json', 'sarif', 'html', 'the baseline', 'the waivers', 'harden'];
  expect(showing(outputs, 'Pod')).toEqual(expect.arrayContaining(read));
  expect(showing(outputs, part)).toEqual([]);
});

test.each(['password', 'apiToken', 'rootPassword', 'secret-key', 'DB_PASSWORD', 'X-Api-Key', 'PRIVATE-TOKEN'])('a secret by the name %s is in no output', async (name) => {
  const outputs = await outputsOf(NAMED, name, 'plain');
  expect(showing(outputs, NAMED)).toEqual([]);
  const { findings } = JSON.parse(outputs.get('json')!) as { findings: readonly Finding[] };
  const quoting = findings.filter(({ control }) => ['inline-csi', 'restricted-volumes'].includes(control));
  expect(quoting.map(({ message }) => message.includes('(hidden)'))).toEqual([true, true]);
});

test.each(['Authorization', 'Proxy-Authorization', 'Cookie', 'X-Auth-Key'])('the value of a header %s is in no output', async (name) => {
  const outputs = await outputsOf(NAMED, name, 'plain');
  expect(showing(outputs, NAMED)).toEqual([]);
});

/** A password that no rule can recognize: no name is beside it, and no program is known to take it. */
const UNKNOWN = 'tiger2horse';

/** These contain lines of the source: an excerpt, and the text of an edit. */
const WITH_SOURCE = ['html', 'rdjson'];

test('no finding shows the words of a command that a control does not read', async () => {
  const command = `[sh, -c, ${quoted(`sudo serve ${UNKNOWN}`)}]`;
  const container = (name: string, ...fields: string[]) => [`    - name: ${name}`, 'image: registry.example/app:1', ...fields].join('\n      ') + '\n';
  const { folder } = workspace().write({
    'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec:\n  containers:\n'
      + container('script', `command: ${command}`)
      + container('text', `command: ${quoted(`serve ${UNKNOWN}`)}`, `livenessProbe: { exec: ${quoted(`ping ${UNKNOWN}`)} }`)
      + container('object', `args: [{ a: ${UNKNOWN} }]`),
    'Dockerfile': `FROM debian:13\nRUN useradd -o -u 0 -c ${UNKNOWN} toor && usermod -aG sudo -c ${UNKNOWN} app\n`
      + `RUN echo '${UNKNOWN} ALL=(ALL) ALL' > /etc/sudoers.d/x\nUSER 10001\nENTRYPOINT exec gosu root serve ${UNKNOWN}\n`,
    'shell/Dockerfile': `FROM debian:13\nUSER 10001\nCMD serve ${UNKNOWN}\n`,
    'joined/Dockerfile': `FROM debian:13\nUSER 10001\nENTRYPOINT ["sudo", "-u", "app"]\nCMD ["serve", "${UNKNOWN}"]\n`,
  });
  const formats = FORMAT_NAMES.filter((format) => !WITH_SOURCE.includes(format));
  const { stdout } = await run(['audit', '.', '--detail', 'all', ...formats.flatMap((format) => ['--report', `${format}=report.${format}`])], { cwd: folder });
  await workspace().suggestWaivers('.');
  await workspace().writeBaseline('.');
  const reports = [...formats.map((format) => `report.${format}`), 'baseline.json', 'waivers.yaml'].map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  const outputs = new Map([['audit', stdout], ...reports]);
  const { findings } = JSON.parse(outputs.get('report.json')!) as { findings: readonly Finding[] };
  const expected = ['sudo', 'field-types', 'dockerfile-sudo', 'dockerfile-root-accounts', 'dockerfile-admin-groups', 'dockerfile-start-root', 'dockerfile-shell-form'];
  expect(findings.map(({ control }) => control)).toEqual(expect.arrayContaining(expected));
  expect(showing(outputs, UNKNOWN)).toEqual([]);
});
