import { spawnSync } from 'child_process';
import { existsSync, symlinkSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { GOOD, podYaml, run, settings, workspaces } from '../commands/cli/support';
import { auditHere, Outcome } from '../fuzz/audit-here';
import { onPosix } from '../support/systems';

// Attempts to get something unsafe past the audit, or past its waivers, or to make its report dangerous or incomplete. Each is caught: by
// a finding that no waiver covers, or by the exit code 2 with the reason.

type Json = { [key: string]: any };

const resource = (spec: unknown, apiVersion = 'example.com/v1', kind = 'Thing', annotations?: Json) =>
  stringify({ apiVersion, kind, metadata: { name: 'a', namespace: 'shop', annotations }, spec });
const configMap = (text: string, annotations?: Json) =>
  stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop', annotations }, data: { a: text } });
const privileged = (name = 'm') => ({ name, image: 'a', securityContext: { privileged: true } });
const pod = (spec: Json, metadata: Json = {}) => stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'good', namespace: 'shop', ...metadata }, spec });
const PRIVILEGED = pod({ containers: [privileged()] });
const waiver = (control: string, fields: Json = {}) => ({ control, reason: 'was reviewed by hand', ...fields });
const waivers = (...all: Json[]) => ({ 'cdk8s-hardened/waivers': JSON.stringify(all) });

/** The controls with a finding that no waiver covers, and how often. */
function reported({ stdout }: Outcome): readonly string[] {
  return stdout === '' ? [] : JSON.parse(stdout).findings.filter(({ waived }: Json) => !waived).map(({ control }: Json) => control);
}

function expectCaught(content: string | Uint8Array, control: string, times?: number): void {
  const outcome = auditHere(content);
  const found = reported(outcome).filter((each) => each === control);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toHaveLength(times ?? found.length);
}

describe('an unsafe value in a custom resource', () => {
  test.each<[string, string]>([
    ['in an API group that is named like a method of objects', resource({ privileged: true }, 'constructor/v1')],
    ['of the API group __proto__', resource({ privileged: true }, '__proto__/v1')],
    ['in a kind that is named like a method of objects', resource({ privileged: true }, 'v1', 'constructor')],
    ['under the key __proto__', 'apiVersion: example.com/v1\nkind: X\nmetadata: {name: a}\nspec: {__proto__: {privileged: true}}\n'],
    ...['1', 1, 'Yes', 'Y', 'ON', 'T', ' true', 'true ', 'TRUE'].map((value): [string, string] => [`written as ${JSON.stringify(value)}`, stringify(
      { apiVersion: 'a.b/v1', kind: 'A', metadata: { name: 'a' }, spec: { privileged: value } }, { defaultStringType: 'QUOTE_DOUBLE' })]),
    ['in an anchor of Kyverno', resource({ rules: [{ mutate: { patchStrategicMerge: { spec: { '+(hostPID)': true } } } }] }, 'kyverno.io/v1', 'ClusterPolicy')],
    ['in what Kyverno generates, under the name of a pattern',
      resource({ rules: [{ generate: { data: { spec: { pattern: { privileged: true } } } } }] }, 'kyverno.io/v1', 'ClusterPolicy')],
    ['copied by a JSON patch', resource({ patches: [{ op: 'copy', from: '/spec/enableServiceLinks', path: '/spec/template/spec/hostPID' }] })],
    ['moved by a JSON patch', resource({ patches: [{ op: 'move', from: '/spec/x', path: '/spec/hostNetwork' }] })],
    ['under the name of an annotation of kubectl', resource({ 'kubectl.kubernetes.io/last-applied-configuration': { privileged: true } })],
    ['under a name that charts use', resource({ useHostNetwork: true })],
    ['under a name that Rook uses', resource({ network: { hostNetworking: true } })],
    ['as a host port', resource({ ports: [{ hostPort: 80 }] })],
    ['that disables seccomp', resource({ seccompProfile: { type: 'Unconfined' } })],
    ['that disables AppArmor with a parameter', resource({ parameters: [{ name: 'appArmorProfile.type', value: 'Unconfined' }] })],
    ['as a list in a Helm parameter', resource({ parameters: [{ name: 'securityContext.capabilities.add', value: '{NET_ADMIN,SYS_ADMIN}' }] })],
    ['with a space before the path', resource({ hostPath: ' /' })],
    ['in a group that resembles one of Kubernetes', PRIVILEGED.replace('apiVersion: v1', 'apiVersion: core/v1')],
    ['in a kind with a trailing space', PRIVILEGED.replace('kind: Pod', 'kind: "Pod "')],
    ['in a lowercase kind', PRIVILEGED.replace('kind: Pod', 'kind: pod')],
  ])('is reported %s', (_, content) => expectCaught(content, 'unsafe-custom-value'));

  test.each(['image', 'imageName', 'containerImage', 'dockerImage'])('and pods with their image in %s are reported', (field) => {
    expectCaught(resource({ [field]: 'a', volumes: [] }), 'unevaluated-pod-template');
  });

  test('is reported in a field of a known kind that expects a text', () => {
    expectCaught(resource({ hostname: { privileged: true } }, 'monitoring.coreos.com/v1', 'Prometheus'), 'field-types');
  });
});

test.each([
  ['a patch with its value before its path', '- op: add\n  value: true\n  path: /spec/template/spec/hostPID\n'],
  ['a patch with its operation in the middle', '- path: /spec/template/spec/hostPID\n  op: add\n  value: true\n'],
  ['a patch that copies', '- op: copy\n  from: /spec/x\n  path: /spec/template/spec/hostPID\n'],
  ['a patch in JSON that copies', '[{"op":"copy","from":"/spec/x","path":"/spec/hostPID"}]'],
  ['the shortest true of YAML', 'hostPID: y\n'],
  ['an anchor', 'hostPID: &a true\n'],
  ['a tag', 'hostPID: !!bool "true"\n'],
  ['an anchor of Kyverno', '+(hostPID): true\n'],
  ['a prefix that charts use', 'useHostNetwork: true\n'],
  ['a comment before the value', 'hostPID:  # for the agent\n  true'],
  ['a carriage return after a comment', '# x\rhostPID: true'],
  ['a line break of JSON before the key', '{"values":"x: 1\\nhostPID: true"}'],
  ['a line break of JSON in JSON', '{"a":"{\\"values\\":\\"x: 1\\\\nhostPID: true\\"}"}'],
  ['a comment that seems to add capabilities', 'capabilities:\n  # add: only what is needed\n  add:\n  - SYS_ADMIN\n'],
  ['a word before the capability', 'add: [x, CAP_SYS_ADMIN]'],
  ['TOML', 'privileged = true'],
  ['a container after many safe ones', `${'privileged: false\n'.repeat(10_000)}privileged: true`],
  ['a setting after one in a comment', '# privileged: true\nprivileged: true'],
])('an unsafe setting in a text is reported in %s', (_, text) => expectCaught(configMap(text), 'unsafe-embedded-text'));

describe('a waiver covers only what it names', () => {
  test.each<[string, string, string, number]>([
    ['no value of a custom resource without its place', 'unsafe-custom-value',
      resource({ a: { privileged: true }, b: { hostPID: true } }, undefined, undefined, waivers(waiver('unsafe-custom-value'))), 2],
    ['no other value', 'unsafe-custom-value',
      resource({ a: { privileged: true }, b: { hostPID: true } }, undefined, undefined, waivers(waiver('unsafe-custom-value', { allow: ['spec.a.privileged: true'] }))), 1],
    ['no other host path', 'unsafe-custom-value',
      resource({ a: { hostPath: '/var/log' }, b: { hostPath: '/var/log' } }, undefined, undefined, waivers(waiver('unsafe-custom-value', { allow: ['spec.a.hostPath: /var/log'] }))), 1],
    ['no other setting of a text', 'unsafe-embedded-text',
      configMap('privileged: true\nhostPID: true', waivers(waiver('unsafe-embedded-text', { allow: ['data.a: privileged: true'] }))), 1],
    ['no second container of a text', 'unsafe-embedded-text',
      configMap('privileged: true\n---\nprivileged: true', waivers(waiver('unsafe-embedded-text', { allow: ['data.a: privileged: true'] }))), 1],
    ['no other path in a text', 'unsafe-embedded-text',
      configMap('hostPath: /var/log\n---\nhostPath: /', waivers(waiver('unsafe-embedded-text', { allow: ['data.a: hostPath: /var/log'] }))), 1],
    ['no text without its key', 'unsafe-embedded-text', configMap('privileged: true', waivers(waiver('unsafe-embedded-text', { allow: ['privileged: true'] }))), 1],
    ['no other pods with the same image', 'unevaluated-pod-template',
      resource({ a: { image: 'i', ports: [] }, b: { image: 'i', ports: [] } }, undefined, undefined, waivers(waiver('unevaluated-pod-template', { allow: ['spec.a: i'] }))), 1],
    ['no other permission', 'unsafe-grants', stringify({
      apiVersion: 'security.openshift.io/v1',
      kind: 'SecurityContextConstraints',
      metadata: { name: 'a', annotations: waivers(waiver('unsafe-grants', { allow: ['allowHostPorts: true'] })) },
      allowHostPorts: true,
      allowPrivilegedContainer: true,
    }), 1],
    ['no host namespace without its name', 'host-namespaces',
      pod({ hostPID: true, hostNetwork: true, containers: [privileged()] }, { annotations: waivers(waiver('host-namespaces')) }), 2],
    ['no init container of the same name', 'privileged',
      pod({ containers: [privileged()], initContainers: [privileged()] }, { annotations: waivers(waiver('privileged', { containers: ['m'] })) }), 1],
    ['no container by a wildcard', 'privileged', pod({ containers: [privileged()] }, { annotations: waivers(waiver('privileged', { containers: ['*'] })) }), 1],
    ['no container by its position', 'privileged', pod({ containers: [privileged('')] }, { annotations: waivers(waiver('privileged', { containers: ['#0'] })) }), 1],
    ['no pod template', 'privileged', stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a' },
      spec: { template: { metadata: { annotations: waivers(waiver('privileged', { containers: ['m'] })) }, spec: { containers: [privileged()] } } },
    }), 1],
    ['no item of a list', 'privileged', stringify({
      apiVersion: 'v1',
      kind: 'PodList',
      metadata: { annotations: waivers(waiver('privileged', { containers: ['m'] })) },
      items: [{ metadata: { name: 'a' }, spec: { containers: [privileged()] } }],
    }), 1],
    ['no duplicate template', 'privileged', stringify({
      apiVersion: 'jobset.x-k8s.io/v1alpha2',
      kind: 'JobSet',
      metadata: { name: 'a', annotations: waivers(waiver('privileged', { containers: ['m'], template: 'spec.replicatedJobs[w].template.spec.template' })) },
      spec: { replicatedJobs: ['w', 'w'].map((name) => ({ name, template: { spec: { template: { spec: { containers: [privileged()] } } } } })) },
    }), 2],
  ])('and %s', (_, control, content, times) => expectCaught(content, control, times));

  test.each<[string, Json, Json?]>([
    ['an additional container', { containers: ['m', 'x'] }],
    ['an expired waiver', { containers: ['m'], expires: '2020-01-01' }],
    ['a control in neverWaive', { containers: ['m'] }, { neverWaive: ['privileged'] }],
    ['a waiver beyond maxWaiverDays', { containers: ['m'], expires: '2999-01-01' }, { maxWaiverDays: 30 }],
    ['a waiver without expiry, with maxWaiverDays', { containers: ['m'] }, { maxWaiverDays: 30 }],
    ['an impossible date', { containers: ['m'], expires: '2099-02-30' }],
    ['a reason of punctuation', { containers: ['m'], reason: '. . . .' }],
    ['an invisible reason', { containers: ['m'], reason: '\u200b \u200b \u200b' }],
    ['a misspelled field', { containers: ['m'], expire: '2099-01-01' }],
  ])('and a waiver file with %s is refused or reported', (_, fields, limits = {}) => {
    const outcome = auditHere(PRIVILEGED, undefined, settings([waiver('privileged', fields)], limits));
    expect(outcome.status === 2 || reported(outcome).some((control) => control.startsWith('waiver-'))).toBe(true);
  });

  test.each<[string, Json]>([
    ['another namespace', { kind: 'Pod', namespace: 'other', name: 'good' }],
    ['no namespace', { kind: 'Pod', name: 'good' }],
    ['a wildcard', { kind: 'Pod', namespace: 'shop', name: '*' }],
    ['a lowercase kind', { kind: 'pod', namespace: 'shop', name: 'good' }],
    ['another group', { kind: 'Pod', namespace: 'shop', name: 'good', apiGroup: 'example.com' }],
  ])('and a target with %s matches nothing', (_, target) => {
    expect(reported(auditHere(PRIVILEGED, undefined, settings([waiver('privileged', { containers: ['m'], target })])))).toContain('privileged');
  });

  test('and a self-declared waiver is reported if only the waiver file applies', () => {
    const outcome = auditHere(pod({ containers: [privileged()] }, { annotations: waivers(waiver('privileged', { containers: ['m'] })) }), undefined, settings([]));
    expect(reported(outcome)).toEqual(expect.arrayContaining(['privileged', 'waiver-unlisted']));
  });

  test('and a target that matches two API groups is ambiguous', () => {
    const both = ['a.io/v1', 'b.io/v1'].map((version) => resource({ privileged: true }, version)).join('---\n');
    const target = { kind: 'Thing', namespace: 'shop', name: 'a' };
    expect(reported(auditHere(both, undefined, settings([waiver('unsafe-custom-value', { allow: ['spec.privileged: true'], target })])))).toEqual(['waiver-target']);
  });
});

describe('a file that kubectl reads unexpectedly is evaluated as kubectl reads it, or refused', () => {
  const spec = JSON.stringify({ hostPID: true, containers: [{ name: 'a' }] });
  const flow = (fields: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {${fields}, containers: [{name: a}]}\n`;
  test.each<[string, string | Uint8Array, string?]>([
    ['a duplicate JSON key', `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":${spec},"spec":{}}`, 'duplicate-keys'],
    ['a duplicate JSON key, of which the last value counts', `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{},"spec":${spec}}`, 'host-namespaces'],
    ['a second kind', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nkind: Pod\nspec: ${spec}\n`, 'host-namespaces'],
    ['a second list of items', `apiVersion: v1\nkind: List\nitems: []\nitems: [{apiVersion: v1, kind: Pod, spec: ${spec}}]\n`, 'host-namespaces'],
    ['a second list of items that is empty', `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Pod, spec: ${spec}}]\nitems: []\n`, 'duplicate-keys'],
    ['a duplicate key behind a merge', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nx: &x {hostPID: false}\nspec: {<<: *x, hostPID: false, hostPID: true, containers: [{name: a}]}\n', 'host-namespaces'],
    ['a duplicate key in an anchor that does not count where it is', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nx: &x {hostPID: false, hostPID: true, containers: [{name: a}]}\nx: 1\nspec: *x\n', 'duplicate-keys'],
    ['a duplicate key of two types, of which kubectl takes either', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {1: x, "1": y}}\nspec: {}\n'],
    ['annotations with waivers that another value overrides', `apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {"cdk8s-hardened/waivers": '[{"control":"host-namespaces","reason":"needs it"}]'}, annotations: {}}\nspec: ${spec}\n`, 'host-namespaces'],
    ['JSON beside a separator', `${GOOD}--- {"apiVersion":"v1","kind":"Pod","spec":${spec}}\n`],
    ['JSON behind JSON', `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}{"apiVersion":"v1","kind":"Pod","spec":${spec}}`, 'host-namespaces'],
    ['YAML behind JSON', `{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}\n---\n${flow('hostPID: true')}`, 'host-namespaces'],
    ['a list of objects without a kind', `[{"apiVersion":"v1","kind":"Pod","spec":${spec}}]`],
    ['carriage returns as line ends', `# x\r${PRIVILEGED.replace(/\n/g, '\r')}`, 'privileged'],
    ['a line break that YAML 1.1 alone knows', `${GOOD}# note\u0085zzz: 1\n`],
    ['a directive', `%YAML 1.2\n---\n${PRIVILEGED}`],
    ['an object after a document end marker', `${GOOD}...\n${PRIVILEGED}`],
    ['a separator in a block', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n    x\n---\n${PRIVILEGED}`, 'privileged'],
    ['a separator with spaces and a comment', `${GOOD}---  \t# x\n${PRIVILEGED}`, 'privileged'],
    ['a tag that turns a text into a boolean', flow('hostPID: !!bool "yes"'), 'host-namespaces'],
    ['a tag in its long form', flow('hostPID: !<tag:yaml.org,2002:bool> on'), 'host-namespaces'],
    ['the user 0 in octal', flow('securityContext: {runAsUser: 0o0}'), 'run-as-user'],
    ['the user 0 in hexadecimal', flow('securityContext: {runAsUser: 0x0}'), 'run-as-user'],
    ['the user 0 with a fraction', flow('securityContext: {runAsUser: 0.0}'), 'run-as-user'],
    ['a merge', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nx: &x {hostPID: true}\nspec: {<<: *x, containers: [{name: a}]}\n', 'host-namespaces'],
    ['a merge in quotes', flow('"<<": {hostPID: true}'), 'merge-keys'],
    ['a key with an escape', flow('"host\\x50ID": true'), 'host-namespaces'],
    ['UTF-16', Buffer.from(`\ufeff${PRIVILEGED}`, 'utf16le'), 'privileged'],
    ['a byte order mark before a second document', `${GOOD}---\n\ufeff${PRIVILEGED}`, 'privileged'],
    ['a null byte', `${GOOD}---\n\0${PRIVILEGED}`],
    ['an empty group before the slash', PRIVILEGED.replace('apiVersion: v1', 'apiVersion: /v1'), 'privileged'],
    ['a document without a kind', `${GOOD}---\napiVersion: v1\nspec: ${spec}\n`],
    ['items of an object that is not a list', `apiVersion: a.b/v1\nkind: Menu\nitems: [{apiVersion: v1, kind: Pod, spec: ${spec}}]\n`, 'host-namespaces'],
    ['a workload with items', `${stringify({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers: [privileged()] } } } })}items: []\n`, 'privileged'],
    ['a nested list', `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, spec: ${spec}}]}]\n`, 'host-namespaces'],
    ['an item that is a list of objects', `apiVersion: v1\nkind: List\nitems:\n- [{apiVersion: v1, kind: Pod, spec: ${spec}}]\n`],
    ['an item that is a text', 'apiVersion: v1\nkind: List\nitems: [x]\n'],
    ['an item without a kind', `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, spec: ${spec}}]\n`],
    ['an item without an apiVersion', `apiVersion: v1\nkind: List\nitems: [{kind: Pod, spec: ${spec}}]\n`],
  ])('with %s', (_, content, control = '') => {
    const outcome = auditHere(content);
    expect(control === '' ? outcome.status : reported(outcome)).toEqual(control === '' ? 2 : expect.arrayContaining([control]));
  });
});

describe('a Dockerfile does not hide root', () => {
  const root = '{"control":"dockerfile-user-root","reason":"was reviewed by hand","allow":["root"]}';
  test.each<[string, string, string, string?]>([
    ['after a here-document of COPY', 'FROM a:1\nUSER 1000\nCOPY --chown=0 <<EOF /x\nUSER 5\nEOF\nUSER root\n', 'dockerfile-user-root'],
    ['in the default of an ARG', 'FROM a:1\nARG U=root\nUSER ${U}\n', 'dockerfile-user-root'],
    ['in the default of a variable', 'FROM a:1\nARG U\nUSER ${U:-0}\n', 'dockerfile-user-root'],
    ['in the alternative of a variable', 'FROM a:1\nARG U=x\nUSER ${U:+0}\n', 'dockerfile-user-root'],
    ['as several zeros', 'FROM a:1\nUSER 0000\n', 'dockerfile-user-root'],
    ['with a sign', 'FROM a:1\nUSER -0\n', 'dockerfile-user-root'],
    ['as a name that looks like a number', 'FROM a:1\nUSER 0x0\n', 'dockerfile-user-name'],
    ['beyond 32 bits', 'FROM a:1\nUSER 4294967296\n', 'dockerfile-user-range'],
    ['as an empty user', 'FROM a:1\nUSER 1000\nARG E=\nUSER $E\n', 'dockerfile-user-missing'],
    ['as a group without a user', 'FROM a:1\nUSER :0\n', 'dockerfile-user-missing'],
    ['in ONBUILD', 'FROM a:1\nONBUILD USER root\nUSER 1000\n', 'dockerfile-user-root'],
    ['under a waiver in a here-document', `FROM a:1\nRUN <<EOF\n# cdk8s-hardened/waive: ${root}\nEOF\nUSER root\n`, 'dockerfile-user-root'],
    ['under a waiver for another instruction', `FROM a:1\n# cdk8s-hardened/waive: ${root}\nRUN a\nUSER root\n`, 'dockerfile-user-root'],
    ['in a file with a suffix', 'FROM a:1\nUSER root\n', 'dockerfile-user-root', 'Dockerfile-1.27'],
  ])('root is reported %s', (_, content, control, name = 'Dockerfile') => expect(reported(auditHere(content, name))).toContain(control));
});

describe('files and output', () => {
  const workspace = workspaces();
  const audit = (...args: string[]) => run(['audit', workspace().folder, ...args]);

  onPosix('names a link to a folder, which is not followed', async () => {
    workspace().write({ 'in/a.yaml': GOOD, 'out/b.yaml': PRIVILEGED });
    symlinkSync('../out', join(workspace().folder, 'in', 'more'));
    const { stderr } = await run(['audit', join(workspace().folder, 'in')]);
    expect(stderr.join('\n')).toMatch(/in\/more: is a link to a folder and was not followed/);
    symlinkSync('.', join(workspace().folder, 'in', 'again'));
    expect((await audit()).stderr.join('\n')).toMatch(/did not follow 2 links to folders: \S*in\/again, \S*in\/more: add the path/);
  });

  onPosix('does not read a pipe that is named like a manifest', async () => {
    workspace().write({ 'a.yaml': GOOD });
    spawnSync('mkfifo', [join(workspace().folder, 'b.yaml')]);
    const { status, stderr } = await audit();
    expect(status).toBe(2);
    expect(stderr.join('\n')).toMatch(/b\.yaml: is not a regular file/);
  });

  onPosix.each(['link that leads nowhere', 'link to itself'])('fails for a %s', async (title) => {
    workspace().write({ 'a.yaml': GOOD });
    symlinkSync(title.endsWith('itself') ? 'b.yaml' : 'nowhere', join(workspace().folder, 'b.yaml'));
    expect((await audit()).status).toBe(2);
  });

  test('counts a document that is not an object in a folder', async () => {
    workspace().write({ 'a.yaml': `${GOOD}---\nkind: Pod\nspec: {hostPID: true}\n` });
    expect((await audit()).stderr.join('\n')).toMatch(/skipped 1 document without a Kubernetes object in \S*a\.yaml/);
  });

  test('fails for a list with items that are not objects in a folder', async () => {
    workspace().write({ 'a.yaml': 'apiVersion: v1\nkind: List\nitems: [[]]\n' });
    expect((await audit()).status).toBe(2);
  });

  onPosix.each(['::error ::x.yaml', '##[error]x.yaml', '\u202ex.yaml', 'a\n::error::x.yaml', '\u001b[2Jx.yaml', '\u{e0041}x.yaml', '\u206ax.yaml'])(
    'prints no commands or invisible characters for a file named %j', async (name) => {
      workspace().write({ [name]: PRIVILEGED });
      const { stdout, stderr } = await audit();
      // eslint-disable-next-line no-control-regex
      expect(stdout + stderr.join('\n')).not.toMatch(/^::|##\[|[\u0000-\u0009\u000b-\u001f\u202e\u206a]|\u{e0041}/mu);
    });

  test.each(['text', 'json'])('escapes invisible characters in names in %s', async (format) => {
    workspace().write({ 'a.yaml': podYaml(({ containers }) => { Object.assign(containers[0], { name: 'a\u{e0041}\u00ad\u206a\u180e', image: 'a' }); }) });
    const { stdout } = await audit('--detail', 'all', '--format', format);
    expect(stdout).not.toMatch(/[\u00ad\u206a\u180e\u{e0041}]/u);
    expect(stdout).toContain('\\udb40\\udc41\\u00ad\\u206a\\u180e');
  });

  test('does not write a report if an input cannot be read', async () => {
    workspace().write({ 'a.yaml': GOOD, 'b.yaml': 'apiVersion: [' });
    const output = join(workspace().folder, 'report');
    expect((await audit('--output', output)).status).toBe(2);
    expect(existsSync(output)).toBe(false);
  });

  test('evaluates the readable files if one is unreadable', async () => {
    workspace().write({ 'a.yaml': 'apiVersion: [', 'b.yaml': PRIVILEGED });
    const { status, stdout } = await audit();
    expect(status).toBe(2);
    expect(stdout).toMatch(/privileged is true/);
  });

  test.each(['pss-baseline', 'pss-restricted', 'hardened'])('the profile %s fails for an unsafe custom resource', async (profile) => {
    workspace().write({ 'a.yaml': resource({ privileged: 1 }) });
    expect((await audit('--profile', profile)).status).toBe(1);
  });
});

test.each([
  ['a label of PromQL', configMap('sum(kube_pod_info{host_network="true"}) by (node)')],
  ['a dashboard with such a label', configMap('{"expr":"kube_pod_info{host_network=\\"true\\"}"}')],
  ['the description of a policy', resource({ message: 'privileged: true is refused' }, 'kyverno.io/v1', 'ClusterPolicy', { 'policies.kyverno.io/description': 'refuses hostPath: /var' })],
  ['a header that a route adds', resource({ add: [{ name: 'a', value: 'b' }] }, 'gateway.networking.k8s.io/v1', 'HTTPRoute')],
  ['a port that a chart does not open', resource({ hostPort: { enabled: false, ports: { http: 80 } } })],
  ['a schema with a field for ports', resource({ properties: { hostPort: { type: 'integer' }, seccompProfile: { type: 'object' } } })],
])('finds nothing in %s', (_, content) => expect(reported(auditHere(content))).toEqual([]));

test('does not report what CloudNativePG sets itself', () => {
  expect(reported(auditHere(resource({ imageName: 'pg:16' }, 'postgresql.cnpg.io/v1', 'Cluster')))).not.toContain('run-as-non-root');
});

describe('more attempts', () => {
  test.each<[string, string, string]>([
    ['a Job with another version', stringify({ apiVersion: 'batch/v9', kind: 'Job', spec: { template: { spec: { hostPID: true, containers: [privileged()] } } } }), 'host-namespaces'],
    ['a flag in an annotation of a custom resource, as JSON', resource({}, undefined, undefined, { values: '{"hostPID":true}' }), 'unsafe-embedded-text'],
    ['a flag in a Secret in base64', stringify({ apiVersion: 'v1', kind: 'Secret', data: { a: Buffer.from('hostPID: true').toString('base64') } }), 'unsafe-embedded-text'],
    ['a pod in a ControllerRevision', stringify({ apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { spec: { hostIPC: true } } }), 'unsafe-custom-value'],
    ['a pod in a template of OpenShift', stringify({ apiVersion: 'template.openshift.io/v1', kind: 'Template', objects: [{ kind: 'Pod', spec: { hostPID: true } }] }), 'unsafe-custom-value'],
    ['a mutating admission policy', stringify({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      spec: { mutations: [{ jsonPatch: { expression: '[JSONPatch{op: "add", path: "/spec/hostPID", value: true}]' } }] },
    }), 'unsafe-embedded-text'],
    ['an applied configuration', stringify({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingAdmissionPolicy',
      spec: { mutations: [{ applyConfiguration: { expression: 'Object{spec: Object.spec{hostPID: true}}' } }] },
    }), 'unsafe-embedded-text'],
    ['an assignment of Gatekeeper', resource({ location: 'spec.hostNetwork', parameters: { assign: { value: true } } }, 'mutations.gatekeeper.sh/v1', 'Assign'), 'unsafe-custom-value'],
    ['a patch of a whole security context', resource({ patches: [{ op: 'add', path: '/spec/securityContext', value: { privileged: true } }] }), 'unsafe-custom-value'],
    ['a capability with its prefix', resource({ capabilities: { add: ['cap_sys_admin'] } }), 'unsafe-custom-value'],
    ['a value in a nested list', resource([[{ hostPID: true }]]), 'unsafe-custom-value'],
    ['a value in an alias', 'apiVersion: a.b/v1\nkind: A\nmetadata: {name: a}\nx: &x true\nspec: {hostPID: *x}\n', 'unsafe-custom-value'],
    ['an unknown field of a known kind', resource({ template: { spec: { extra: { hostPID: true } } } }, 'argoproj.io/v1alpha1', 'Rollout'), 'unsafe-custom-value'],
    ['a patch of Argo', resource({ podSpecPatch: 'hostPID: true', templates: [] }, 'argoproj.io/v1alpha1', 'Workflow'), 'unevaluated-pod-template'],
    ['a Windows host process', resource({ windowsOptions: { hostProcess: true } }), 'unsafe-custom-value'],
    ['root in a text', configMap('runAsUser: 0'), 'unsafe-embedded-text-restricted'],
    ['root in a custom resource', resource({ runAsUser: '0' }), 'unsafe-custom-value-restricted'],
    ['a flag in a template of Helm', configMap('{{ if .a }}privileged: true{{ end }}'), 'unsafe-embedded-text'],
    ['a path that a template fills in', configMap('hostPath: {{ .path }}'), 'unsafe-embedded-text'],
    ['a setting in a line with CRLF', configMap('a: b\r\nprivileged: true\r\n'), 'unsafe-embedded-text'],
    ['a merge key in a custom resource', 'apiVersion: a.b/v1\nkind: A\nmetadata: {name: a}\nx: &x {hostPID: true}\nspec: {<<: *x}\n', 'unsafe-custom-value'],
    ['a token of a service account in a Secret', stringify({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token' }), 'service-account-token-secret'],
    ['a volume of the cluster in a list', stringify({ apiVersion: 'v1', kind: 'PersistentVolumeList', items: [{ spec: { hostPath: { path: '/' } } }] }), 'persistent-volume-host-path'],
    ['debug containers of the old API', stringify({ apiVersion: 'v1', kind: 'EphemeralContainers', ephemeralContainers: [privileged()] }), 'unevaluated-pod-template'],
  ])('are reported: %s', (_, content, control) => expectCaught(content, control));
});
