import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Include } from 'cdk8s';
import { FailOn, Hardening } from '../../../src';
import { HardeningValidation } from '../../../src/commands/plugin/hardening-validation';
import { ValidationContext, Violation } from '../../../src/commands/plugin/validation-context';
import { GOOD, podYaml, PRIVILEGED, WARNING, WRITABLE_ROOT } from '../cli/support';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-plugin-'));
const before = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

let stderr: string;
beforeEach(() => {
  stderr = '';
  rmSync('cdk8s-hardened.yaml', { force: true });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

/** What a validation of files submits. */
async function validate(files: { readonly [name: string]: string }, properties: object = {}) {
  const violations: Violation[] = [];
  let submitted: { status?: string; metadata?: object } = {};
  const manifests = Object.entries(files).map(([name, text]) => {
    writeFileSync(name, text);
    return name;
  });
  const context: ValidationContext = {
    manifests,
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (status, metadata) => { submitted = { status, metadata }; },
    },
  };
  await new HardeningValidation(properties).validate(context);
  return { violations, ...submitted };
}

test('a clean synthesis is a success, with the counts as metadata', async () => {
  expect(await validate({ 'pod.yaml': GOOD })).toEqual({
    violations: [], status: 'success', metadata: { profile: 'hardened', errors: '0', warnings: '0', waived: '0' },
  });
});

test('a finding is a violation with rule, recommendation, fix, object and place', async () => {
  const { violations, status } = await validate({ 'pod.yaml': PRIVILEGED }, { profile: 'pss-baseline' });
  expect(status).toBe('failure');
  expect(violations).toEqual([{
    ruleName: 'privileged',
    recommendation: expect.stringMatching(/^No privileged container\. A privileged container has the privileges of root/),
    fix: expect.stringMatching(/^remove `privileged: true`/),
    violatingResources: [{ resourceName: 'good', manifestPath: 'pod.yaml', locations: [expect.stringMatching(/^\d+:9: container "main": .*privileged is true$/)] }],
  }]);
});

test('objects with the same violation are in one', async () => {
  const { violations } = await validate({ 'a.yaml': PRIVILEGED, 'b.yaml': PRIVILEGED }, { profile: 'pss-baseline' });
  expect(violations).toHaveLength(1);
  expect(violations[0].violatingResources.map(({ manifestPath }) => manifestPath)).toEqual(['a.yaml', 'b.yaml']);
});

test('warnings are counted, and fail only if the settings file says so', async () => {
  expect(await validate({ 'pod.yaml': WARNING })).toMatchObject({ status: 'success', metadata: { warnings: '1' } });
  writeFileSync('strict.yaml', 'failOn: warning\n');
  expect(await validate({ 'pod.yaml': WARNING }, { config: 'strict.yaml' })).toMatchObject({ status: 'failure' });
});

test('properties override the settings file of the working directory', async () => {
  writeFileSync('cdk8s-hardened.yaml', 'profile: pss-restricted\n');
  expect(await validate({ 'pod.yaml': WRITABLE_ROOT })).toMatchObject({ status: 'success', metadata: { profile: 'pss-restricted' } });
  expect(await validate({ 'pod.yaml': WRITABLE_ROOT }, { profile: 'hardened' })).toMatchObject({ metadata: { profile: 'hardened', warnings: '1' } });
});

test('the waivers of a waiver file count', async () => {
  writeFileSync('waivers.yaml', 'waivers: [{ control: read-only-root-filesystem, containers: [main], reason: writes its plugins there, target: { kind: Pod, namespace: shop, name: good } }]\n');
  expect(await validate({ 'pod.yaml': WRITABLE_ROOT }, { waiverFile: 'waivers.yaml' })).toMatchObject({ status: 'success', metadata: { waived: '1' } });
  expect(await validate({ 'pod.yaml': WRITABLE_ROOT }, { waiverFile: 'waivers.yaml', waivers: 'none' })).toMatchObject({ metadata: { waived: '0', warnings: '1' } });
});

const SELF_WAIVED = podYaml((spec, { metadata }) => {
  spec.hostPID = true;
  metadata.annotations = {
    'cdk8s-hardened/waivers': JSON.stringify([{ control: 'host-namespaces', allow: ['hostPID'], reason: 'lists the processes of the node' }]),
  };
});

test('the waivers in annotations count only if a property says so: a chart could grant itself any', async () => {
  const { status, metadata, violations } = await validate({ 'pod.yaml': SELF_WAIVED });
  expect({ status, metadata }).toMatchObject({ status: 'failure', metadata: { waived: '0' } });
  expect(violations.map(({ ruleName }) => ruleName).sort()).toEqual(['host-namespaces', 'waiver-unlisted']);
  expect(violations.find(({ ruleName }) => ruleName === 'waiver-unlisted')!.fix).toBe('add the waiver to the waiver file that `waiverFile` names, or to the settings file, or remove it; '
    + 'only if the app calls `Hardening.of(app).enforce()`, set `waivers: inline`, so that annotations count');
  expect(await validate({ 'pod.yaml': SELF_WAIVED }, { waivers: 'inline' })).toMatchObject({ status: 'success', metadata: { waived: '1' } });
  expect(await validate({ 'pod.yaml': SELF_WAIVED }, { waivers: 'none' })).toMatchObject({ status: 'failure', metadata: { waived: '0' } });
});

test('behind a gate of the app, a chart cannot grant itself waivers even if those in annotations count', async () => {
  const synthesized = (gate: (app: App) => void) => {
    const app = new App({ outdir: join(folder, 'dist') });
    writeFileSync('chart.yaml', SELF_WAIVED);
    new Include(new Chart(app, 'shop'), 'chart', { url: 'chart.yaml' });
    gate(app);
    app.synth();
    return validate({ 'shop.yaml': readFileSync(join('dist', 'shop.k8s.yaml'), 'utf8') }, { waivers: 'inline' });
  };
  expect(await synthesized(() => {})).toMatchObject({ status: 'success', metadata: { waived: '1' } });
  expect(await synthesized((app) => Hardening.of(app).enforce({ failOn: FailOn.NEVER }))).toMatchObject({ status: 'failure', metadata: { waived: '0' } });
});

test('the waivers of the settings file count without a property', async () => {
  writeFileSync('cdk8s-hardened.yaml', 'waivers: [{ control: read-only-root-filesystem, containers: [main], reason: writes its plugins there, target: { kind: Pod, namespace: shop, name: good } }]\n');
  expect(await validate({ 'pod.yaml': WRITABLE_ROOT })).toMatchObject({ status: 'success', metadata: { waived: '1' } });
});

test('what was not evaluated is named on stderr and in the metadata', async () => {
  writeFileSync('cdk8s-hardened.yaml', 'excludeFiles: [other.yaml]\n');
  const kinds = ['kind: Pods\napiVersion: v1', 'kind: Cluster\napiVersion: example.io/v1'].map((kind) => `${kind}\nmetadata: { name: a }\nspec: { containers: [{ image: a }] }\n`);
  const { status, metadata } = await validate({ 'pod.yaml': [GOOD, ...kinds].join('---\n'), 'other.yaml': PRIVILEGED });
  expect({ status, metadata }).toMatchObject({ status: 'success', metadata: { 'objects with pods that were not evaluated': '2' } });
  expect(stderr).toMatch(/Kubernetes has no kind Pods in v1.*\ncdk8s-hardened: skipped 1 excluded file: other\.yaml\n$/);
});

test('the baseline of the settings file hides what was there before, and what is gone is named on stderr', async () => {
  writeFileSync('cdk8s-hardened.yaml', 'baseline: baseline.json\nprofile: pss-baseline\n');
  const entry = { control: 'privileged', kind: 'Pod', namespace: 'shop', name: 'good', container: 'main', field: 'spec.containers[].securityContext.privileged', value: 'true' };
  writeFileSync('baseline.json', JSON.stringify({ schemaVersion: 2, findings: [entry, { ...entry, name: 'gone' }] }));
  expect(await validate({ 'pod.yaml': PRIVILEGED })).toMatchObject({ status: 'success', metadata: { 'in the baseline': '1' } });
  expect(stderr).toContain('no longer found: privileged of Pod shop/gone');
});

test.each([
  [{ profil: 'hardened' }, '`properties` has no key "profil": did you mean "profile"?'],
  [{ profile: 'strict' }, '`profile` is "strict": use pss-baseline, pss-restricted, hardened'],
  [{ version: 1.3 }, '`version` is 1.3: write text, in quotes'],
  [{ version: '1.99' }, 'too new'],
  [{ waivers: 'waivers.yaml' }, '`waivers` is "waivers.yaml": use inline, file, none'],
  [{ version: '1.20' }, 'Kubernetes "1.20" is too old: the oldest version that this release knows is 1.23. Write "1.23" or a newer one'],
  ['hardened', '`properties` must be an object'],
])('properties %j are refused, and the error says what to write', (properties, message) => {
  expect(() => new HardeningValidation(properties as any)).toThrow(message);
});

test('a policy of the team in the settings file is a violation with its message', async () => {
  writeFileSync('team.yaml', `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: team, annotations: { cdk8s-hardened/names: label } }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: "'team' in object.metadata.?labels.orValue({})", message: pods have the label team }]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: team }
spec: { policyName: team, validationActions: [Deny] }
`);
  writeFileSync('cdk8s-hardened.yaml', 'admissionPolicies: [team.yaml]\n');
  const { violations, status } = await validate({ 'pod.yaml': GOOD });
  expect(status).toBe('failure');
  expect(violations).toMatchObject([{
    ruleName: 'team/label', violatingResources: [{ locations: [expect.stringContaining('pods have the label team')] }],
  }]);
});
