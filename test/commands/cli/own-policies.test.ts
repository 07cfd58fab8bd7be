import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { run } from './support';
import { temporaryFolder } from '../../../src/formats/files/temporary-folder';

/** The first example of https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
const REPLICAS = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: "demo-policy.example.com"
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
    - apiGroups:   ["apps"]
      apiVersions: ["v1"]
      operations:  ["CREATE", "UPDATE"]
      resources:   ["deployments"]
  validations:
    - expression: "object.spec.replicas <= 5"
`;

const BINDING = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: "demo-binding-test.example.com"
spec:
  policyName: "demo-policy.example.com"
  validationActions: [Deny]
  matchResources:
    namespaceSelector:
      matchLabels:
        environment: test
`;

const ID = 'demo-policy.example.com/976a0ab0';

const TEAM = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: team
  annotations:
    cdk8s-hardened/names: registry, team-label
    cdk8s-hardened/risk: high
    cdk8s-hardened/docs: https://example.com/images
spec:
  matchConstraints:
    resourceRules:
    - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  variables:
  - name: images
    expression: object.spec.containers.map(c, c.image)
  - name: foreign
    expression: variables.images.filter(i, !i.startsWith('registry.example.com/'))
  validations:
  - expression: variables.foreign.size() == 0
    messageExpression: "'images come from our registry, not ' + variables.foreign.join(', ')"
  - expression: has(object.metadata.labels) && 'team' in object.metadata.labels
    message: pods have the label team
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: team }
spec: { policyName: team, validationActions: [Warn] }
`;

const SHOP = `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { environment: test } }
`;

function deployment(replicas = 6, image = 'nginx:1.27'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: ${image}
`;
}

let folder: string;

beforeEach(() => {
  folder = temporaryFolder('own-policies');
  mkdirSync(join(folder, 'policies'));
});

function write(files: { readonly [name: string]: string }): void {
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
}

/** Audits web.yaml with the controls of one policy. */
function audit(...args: readonly string[]) {
  return run(['audit', 'web.yaml', '--admission-policies', 'policies', '--detail', 'all', '--format', 'json', ...args], { cwd: folder });
}

interface Found {
  readonly control: string;
  readonly message: string;
  readonly severity: string;
  readonly line: number;
  readonly allowValue?: string;
  readonly waived: boolean;
  readonly baselined?: boolean;
}

async function found(...args: readonly string[]): Promise<readonly Found[]> {
  const { stdout, stderr } = await audit(...args);
  expect(stderr.filter((line) => /error|not evaluated/.test(line))).toEqual([]);
  return JSON.parse(stdout).findings.filter(({ control }: Found) => control.includes('/'));
}

test('the policy of the Kubernetes documentation fails where its binding matches, with its message and place', async () => {
  write({ 'web.yaml': `${SHOP}---\n${deployment()}`, 'policies/replicas.yaml': `${REPLICAS}---\n${BINDING}` });
  const { status, stdout } = await audit('--only', ID);
  expect(status).toBe(1);
  expect(JSON.parse(stdout).findings).toMatchObject([{
    control: ID, message: `${ID}: failed expression: object.spec.replicas <= 5`, severity: 'error', line: 6, kind: 'Deployment', name: 'web',
  }]);
  write({ 'web.yaml': `${SHOP}---\n${deployment(5)}` });
  expect((await audit('--only', ID)).status).toBe(0);
  write({ 'web.yaml': `${SHOP.replace('test', 'production')}---\n${deployment()}` });
  expect((await audit('--only', ID)).status).toBe(0);
});

test('without a binding the policy only warns, and says why', async () => {
  write({ 'web.yaml': deployment(), 'policies/replicas.yaml': REPLICAS });
  const { status, stdout } = await audit('--only', ID, '--format', 'sarif');
  expect(status).toBe(0);
  expect(stdout).toContain('The policy files have no binding for it, so the policy has no effect in a cluster.');
});

test('a policy for pods finds the pods of a workload, with names, risk, and a message of an expression', async () => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM });
  expect(await found()).toMatchObject([
    { control: 'team/registry', message: 'team/registry: images come from our registry, not nginx:1.27', severity: 'warning', risk: 'high', line: 9 },
    { control: 'team/team-label', message: 'team/team-label: pods have the label team', severity: 'warning' },
  ]);
});

test('without a Namespace in the input, a selector of namespaces is not evaluated, and the finding says so', async () => {
  write({ 'web.yaml': deployment(), 'policies/replicas.yaml': `${REPLICAS}---\n${BINDING}` });
  const { stdout, status } = await audit('--only', 'demo-policy.example.com/not-evaluated');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    summary: { unevaluated: 1 },
    findings: [{ severity: 'warning', message: expect.stringContaining('not evaluated: the policy reads the Namespace "shop", which is not in the input') }],
  });
});

test.each([
  ['authorizer', 'authorizer.group(\'\').resource(\'pods\').check(\'get\').allowed()', 'it reads authorizer'],
  ['the user', 'request.userInfo.username != "x"', 'it reads request.userInfo'],
  ['the name of a time zone', 'timestamp("2026-01-01T00:00:00Z").getHours("Europe/Berlin") > 0', 'this tool lacks the names of time zones'],
])('%s is not evaluated, and does not pass', async (_, expression, why) => {
  write({ 'web.yaml': deployment(), 'policies/replicas.yaml': REPLICAS.replace('"object.spec.replicas <= 5"', JSON.stringify(expression)) });
  const all = await found();
  expect(all).toHaveLength(1);
  expect(all[0].message).toContain(why);
});

test('an answer that depends on the name that a controller makes is not evaluated', async () => {
  const pods = TEAM.replace(/has\(object.metadata.labels\).*/, 'object.metadata.name.startsWith("web-")');
  write({ 'web.yaml': deployment(6, 'registry.example.com/web:1'), 'policies/team.yaml': pods });
  expect(await found()).toMatchObject([{ control: 'team/not-evaluated', message: expect.stringContaining('depends on additions of the API server') }]);
});

test('a policy without CREATE is not evaluated, and does not pass', async () => {
  write({ 'web.yaml': deployment(), 'policies/replicas.yaml': REPLICAS.replace('"CREATE", ', '') });
  expect(await found()).toMatchObject([{ message: expect.stringContaining('its rules lack the operation CREATE') }]);
});

test('an expression beyond the cost limit of the API server ends the run with 2', async () => {
  const costly = '[1,2,3,4,5,6,7,8,9,10]'.replace(/^/, '');
  const nested = ['a', 'b', 'c', 'd', 'e', 'f'].reduce((inner, name) => `${costly}.all(${name}, ${inner})`, 'object.spec.replicas > 0');
  write({ 'web.yaml': deployment(), 'policies/replicas.yaml': REPLICAS.replace('"object.spec.replicas <= 5"', JSON.stringify(nested)) });
  const { status, stderr } = await audit();
  expect(status).toBe(2);
  expect(stderr.join('\n')).toContain('the policy "demo-policy.example.com" was not evaluated: it costs more than the API server allows');
});

test('a waiver accepts one message of one rule, and no longer counts if the rule or the message changes', async () => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM });
  const [registry] = await found('--only', 'team/registry');
  write({
    'waivers.yaml': `waivers:
- control: team/registry
  reason: the image is mirrored next month
  allow: [${JSON.stringify(registry.allowValue)}]
  target: { kind: Deployment, namespace: shop, name: web }
`,
  });
  const waiver = ['--only', 'team/registry', '--waiver-file', 'waivers.yaml'];
  expect(await found(...waiver)).toMatchObject([{ waived: true }]);
  write({ 'web.yaml': deployment(6, 'evil:1') });
  expect(await found(...waiver)).toMatchObject([{ waived: false }]);
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM.replace('startsWith(\'registry.', 'startsWith(\'other.') });
  expect(await found(...waiver)).toMatchObject([{ waived: false }]);
});

test('a baseline lists one message of one rule', async () => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM });
  const settings = 'admissionPolicies: [policies]\nbaseline: baseline.json\n';
  write({ 'cdk8s-hardened.yaml': settings });
  const written = await run(['write-baseline', 'web.yaml', '--output', 'baseline.json'], { cwd: folder });
  expect(written.status).toBe(0);
  expect(await found('--only', 'team/registry')).toMatchObject([{ baselined: true }]);
  write({ 'policies/team.yaml': TEAM.replace('not \' +', 'but not \' +') });
  const [changed] = await found('--only', 'team/registry');
  expect(changed.baselined).toBeUndefined();
});

test('the settings file names the policies, and explain knows them', async () => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM, 'cdk8s-hardened.yaml': 'admissionPolicies: [policies]\n' });
  const audited = await run(['audit', 'web.yaml', '--only', 'team/team-label', '--detail', 'all'], { cwd: folder });
  expect(audited.stdout).toContain('team/team-label: pods have the label team');
  const { stdout, status } = await run(['explain', 'team/team-label'], { cwd: folder });
  expect(status).toBe(0);
  expect(stdout).toContain('https://example.com/images');
});

const WAIVER = (allow: string, more = '') => `admissionPolicies: [policies]
waivers:
- control: team/registry
  reason: the image is mirrored next month
  allow: [${JSON.stringify(allow)}]
  target: { kind: Deployment, namespace: shop, name: web }
${more}`;

interface PrintedPolicies {
  readonly objects: readonly any[];
  readonly stderr: string;
  readonly stdout: string;
}

async function printed(...args: readonly string[]): Promise<PrintedPolicies> {
  const { stdout, stderr, status } = await run(['policies', ...args], { cwd: folder });
  expect(status).toBe(0);
  const objects = parseAllDocuments(stdout).map((document) => document.toJS()).filter(Boolean);
  return { objects, stderr: stderr.join('\n'), stdout };
}

const FOREIGN = 'images come from our registry, not nginx:1.27';
const teamOf = ({ objects }: PrintedPolicies) => objects.find(({ kind, metadata: { name } }) => `${kind} ${name}` === 'ValidatingAdmissionPolicy team');

const READ_ONLY = 'object.spec.containers.all(c, c.?securityContext.readOnlyRootFilesystem.orValue(false) == false)';
const NO_PROFILE = "object.spec.?securityContext.seccompProfile.type.orValue('') == ''";

/** A policy with one rule for pods, and its binding. */
const rule = (expression: string) => `${TEAM.replace(', team-label', '').replace(/ {2}variables:[\s\S]*?---\n/, `  validations:
  - expression: ${JSON.stringify(expression)}
    message: our rule
---
`)}`;

test.each([
  ['one control', READ_ONLY, '    Harden with `--keep read-only-root-filesystem`, or correct the policy.'],
  ['either of two', `${READ_ONLY} || ${NO_PROFILE}`,
    '    Harden with `--keep seccomp-profile-restricted` or `--keep read-only-root-filesystem`, or correct the policy.'],
  ['both of two', `${READ_ONLY} && ${NO_PROFILE}`, '    More than one control causes it: name them with `--keep`, or correct the policy.'],
])('`harden` says if a policy refuses what it filled in, with its cause: %s', async (_, expression, advice) => {
  write({ 'web.yaml': deployment(), 'policies/rule.yaml': rule(expression), 'cdk8s-hardened.yaml': 'admissionPolicies: [policies]\n' });
  const args = ['harden', 'web.yaml', '--profile', 'hardened'];
  const { stderr } = await run(args, { cwd: folder });
  const refused = 'web.yaml:1: Deployment shop/web: a policy accepts the object as it was written, and refuses it after hardening: team/registry: our rule';
  expect(stderr.slice(stderr.indexOf(refused)).slice(0, 2)).toEqual([refused, advice]);
  const kept = /--keep \S+(?=`)/.exec(advice)?.[0].split(' ') ?? ['--keep', 'read-only-root-filesystem', '--keep', 'seccomp-profile-restricted'];
  expect((await run([...args, ...kept], { cwd: folder })).stderr.join('\n')).not.toContain('a policy accepts');
});

test('`harden` leaves to `audit` what a policy refuses before hardening as well', async () => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM, 'cdk8s-hardened.yaml': 'admissionPolicies: [policies]\n' });
  const text = (await run(['harden', 'web.yaml'], { cwd: folder })).stderr.join('\n');
  expect(text).not.toContain('a policy accepts');
  expect(text).toMatch(/^ {2}9:5: high: team\/registry: images come from our registry, not nginx:1\.27$/m);
});

test('`policies` prints them after the built-in ones, unchanged', async () => {
  write({ 'policies/team.yaml': TEAM, 'cdk8s-hardened.yaml': 'admissionPolicies: [policies]\n' });
  const { objects } = await printed();
  expect(objects.slice(-2)).toEqual(parseAllDocuments(TEAM).map((document) => document.toJS()));
  expect((await printed('--target', 'kyverno')).stderr).toContain('the policies of your team, which are only for --target vap');
});

/** A pod of a controller, as the API server gets it. */
const podOf = (owner: string, image = 'nginx:1.27', namespace = 'shop') => `apiVersion: v1
kind: Pod
metadata:
  name: ${owner}-x2x9z
  namespace: ${namespace}
  labels: { team: a }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: ${owner}, uid: "0", controller: true }]
spec: { containers: [{ name: web, image: "${image}" }] }
`;

test('only the waived rule gets a condition, which accepts the waived message for the waived object and its pods', async () => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM });
  const [{ allowValue = '' }] = await found('--only', 'team/registry');
  write({ 'cdk8s-hardened.yaml': WAIVER(allowValue) });
  const policies = await printed();
  expect(policies.stderr).not.toContain('waiver');
  const [plain] = parseAllDocuments(TEAM).map((document) => document.toJS());
  const { spec: { validations: [waived, ...others], ...spec }, ...rest } = teamOf(policies);
  expect({ ...rest, spec: { ...spec, validations: [plain.spec.validations[0], ...others] } }).toEqual(plain);
  expect(waived).toEqual({ ...plain.spec.validations[0], expression: expect.stringMatching(/^\(dyn\(object\) != null && [^]*\) \|\|\n\(variables\.foreign\.size\(\) == 0\n\)$/) });
  write({
    'policies/team.yaml': policies.stdout,
    'cdk8s-hardened.yaml': '{}\n',
    'web.yaml': [podOf('web-b4567c'), podOf('web-b4567c', 'evil:1'), podOf('web2-b4567c'), podOf('web-b4567c', 'nginx:1.27', 'other'), podOf('web')].join('---\n'),
  });
  const messages = await found('--only', 'team/registry');
  expect(messages.map(({ line, message }) => [line, message])).toEqual([
    [11, `team/registry: ${FOREIGN.replace('nginx:1.27', 'evil:1')}`], [20, `team/registry: ${FOREIGN}`],
    [29, `team/registry: ${FOREIGN}`], [38, `team/registry: ${FOREIGN}`],
  ]);
});

test.each<readonly [string, (allow: string) => string, string]>([
  ['a waiver of an older rule', (allow) => WAIVER(allow.replace(/^./, 'x')), 'the rule has changed: write the waiver again'],
  ['a waiver for containers', (allow) => WAIVER(allow, '  containers: [web]\n'), 'the rule is about the whole object'],
  ['a waiver of an unknown rule', (allow) => WAIVER(allow).replace('team/registry', 'team/other'), 'no policy of your team has the rule "team/other"'],
  ['a waiver for every namespace', (allow) => WAIVER(allow).replace('namespace: shop, ', ''), 'does not name a namespace'],
])('%s is not in the policies, and a line says why', async (_, settings, why) => {
  write({ 'web.yaml': deployment(), 'policies/team.yaml': TEAM });
  const [{ allowValue = '' }] = await found('--only', 'team/registry');
  write({ 'cdk8s-hardened.yaml': settings(allowValue) });
  const policies = await printed();
  expect(policies.stderr).toContain(`for Deployment ${settings(allowValue).includes('namespace') ? 'shop/' : ''}web: `);
  expect(policies.stderr).toContain(why);
  expect(teamOf(policies)).toEqual(parseAllDocuments(TEAM)[0].toJS());
});

test.each<readonly [string, string, RegExp]>([
  ['an unknown field', REPLICAS.replace('failurePolicy', 'failurePolici'), /policies\/p\.yaml:6:3: spec of a ValidatingAdmissionPolicy has no field "failurePolici": did you mean "failurePolicy"/],
  ['an expression that does not parse', REPLICAS.replace('<= 5', '<='), /policies\/p\.yaml:14:7: spec\.validations\[0\]\.expression: the expression is incomplete, at line 1, column 24/],
  ['65 conditions', REPLICAS.replace('  validations', `  matchConditions: [${Array.from({ length: 65 }, (_, index) => `{ name: c${index}, expression: "true" }`).join(', ')}]\n  validations`), /spec\.matchConditions has 65 entries: the API server allows at most 64/],
  ['a condition twice', REPLICAS.replace('  validations', '  matchConditions: [{ name: a, expression: "true" }, { name: a, expression: "true" }]\n  validations'), /spec\.matchConditions has "a" twice/],
  ['an expression that is too long', REPLICAS.replace('object.spec.replicas <= 5', `'${'a'.repeat(100_000)}' != ''`), /has more than 100000 characters/],
  ['a message of two lines', REPLICAS.replace('replicas <= 5"', 'replicas <= 5"\n      message: "a\\nb"'), /message must be one line/],
  ['too much for the audit log', REPLICAS.replace('  validations', `  auditAnnotations: [{ key: a, valueExpression: "'${'a'.repeat(5200)}'" }]\n  validations`), /longer than the 5120 bytes/],
  ['a variable that is no name', REPLICAS.replace('  validations', '  variables: [{ name: a-b, expression: "1" }]\n  validations'), /is "a-b": write letters, digits and _/],
  ['an unknown variable', REPLICAS.replace('object.spec', 'objekt.spec'), /undeclared reference to 'objekt', at line 1, column 1/],
  ['an unknown function', REPLICAS.replace('object.spec.replicas <= 5', 'foo(1)'), /undeclared reference to 'foo'/],
  ['two policies with one name', `${REPLICAS}---\n${REPLICAS}`, /p\.yaml:19:3: a second policy has the name "demo-policy.example.com"/],
  ['a binding without its policy', `${REPLICAS}---\n${BINDING.replace('policyName: "demo', 'policyName: "other')}`, /the policy "other-policy.example.com" of the binding is not in the files/],
  ['a policy of Kyverno', 'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: a }\n', /p\.yaml:2:1: a ClusterPolicy of kyverno.io is not evaluated/],
  ['no policy', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n', /there is no ValidatingAdmissionPolicy/],
  ['a link that is no web page', REPLICAS.replace('  name:', '  annotations: { cdk8s-hardened/docs: "javascript:alert(1)" }\n  name:'), /must be an address that starts with https/],
])('%s is an error with its place', async (_, policies, problem) => {
  write({ 'web.yaml': deployment(), 'policies/p.yaml': policies });
  const { status, stderr } = await audit();
  expect(status).toBe(2);
  expect(stderr.join('\n')).toMatch(problem);
});
