import { readFileSync } from 'fs';
import { join } from 'path';
import { GOOD, podYaml, PRIVILEGED, run, waivingPod, WAIVER, WRITABLE_ROOT, workspaces } from './support';

// What is wrong with a waiver, where, and how to correct it, word for word.

const workspace = workspaces();
const PAST_DAY = '2020-01-31';
const entry = (target: string, more = '') => `  - control: read-only-root-filesystem
    containers: [main]
    reason: writes its plugins beside its binary
    target: ${target}
${more}`;
const HERE = '{ kind: Pod, namespace: shop, name: good }';
const list = (...entries: string[]) => `waivers:\n${entries.join('')}`;

describe('a target whose object is there but for its namespace', () => {
  const CLUSTER = podYaml((_, { metadata }) => { delete metadata.namespace; }).replace(/ *namespace: shop\n/, '');
  const OTHER = GOOD.replace(/namespace: shop/g, 'namespace: stage');

  test.each<[string, string, string, string]>([
    ['without a namespace', '{ kind: Pod, name: good }', GOOD,
      'is for Pod good without a namespace, but only Pod shop/good is in the audited files: write `namespace: shop` in its target'],
    ['with another one', '{ kind: Pod, namespace: prod, name: good }', GOOD,
      'is for Pod prod/good, but only Pod shop/good is in the audited files: write `namespace: shop` in its target'],
    ['with one that the object does not have', HERE, CLUSTER,
      'is for Pod shop/good, but only Pod good without a namespace is in the audited files: remove `namespace` from its target'],
    ['of two objects', '{ kind: Pod, name: good }', `${GOOD}---\n${OTHER}`,
      'is for Pod good without a namespace, but only Pod shop/good, Pod stage/good are in the audited files: write one of these namespaces in its target'],
    ['of another kind', '{ kind: Deployment, name: good }', GOOD, 'is for Deployment good, which is not in the audited files'],
    ['of another group', '{ kind: Pod, name: good, apiGroup: example.com }', GOOD, 'is for Pod good, which is not in the audited files'],
  ])('%s', async (_, target, yaml, text) => {
    workspace().write({ 'pod.yaml': yaml, 'cdk8s-hardened.yaml': list(entry(target)) });
    const { status, stderr } = await workspace().audit('pod.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: [`cdk8s-hardened: the waiver of "read-only-root-filesystem" ${text}`] });
    const hardened = await run(['harden', 'pod.yaml'], { cwd: workspace().folder });
    expect(hardened.stderr).toContain(`cdk8s-hardened: the waiver of "read-only-root-filesystem" ${text.replace('the audited files', 'the input')}`);
  });
});

describe('a waiver of a file that is not used', () => {
  const UNUSED = { control: 'waiver-unused', line: 2, column: 5, path: '/waivers/0', field: 'waivers[0]', kind: 'Pod', name: 'good', message: 'waiver-unused: waiver of "read-only-root-filesystem" covers nothing', remedy: 'remove the waiver' };

  test('is reported where it is in the settings file', async () => {
    workspace().write({ 'a/pod.yaml': GOOD, 'b/pod.yaml': PRIVILEGED.replace(/shop/g, 'other'), 'cdk8s-hardened.yaml': list(entry(HERE)) });
    const { findings, report } = await workspace().json('a', 'b', '--profile', 'hardened');
    expect(findings.map(({ file, control }) => `${file} ${control}`)).toEqual(['b/pod.yaml privileged', 'cdk8s-hardened.yaml waiver-unused']);
    expect(findings[1]).toMatchObject(UNUSED);
    expect(report.summary).toMatchObject({ errors: 2 });
  });

  test('is reported where it is in the waiver file, once for an object that two files have', async () => {
    workspace().write({ 'a.yaml': GOOD, 'b.yaml': GOOD, 'waivers.yaml': `# reviewed\n${list(entry(HERE))}` });
    const { findings } = await workspace().json('a.yaml', 'b.yaml', '--waiver-file', 'waivers.yaml');
    expect(findings).toEqual([expect.objectContaining({ ...UNUSED, line: 3, file: 'waivers.yaml' })]);
  });

  test('is reported at its annotation if it is there', async () => {
    const { findings } = await workspace().write({ 'pod.yaml': waivingPod([WAIVER], () => {}) }).json('pod.yaml');
    expect(findings).toEqual([expect.objectContaining({ control: 'waiver-unused', file: 'pod.yaml', field: 'metadata.annotations["cdk8s-hardened/waivers"]' })]);
  });

  test('has its place in every format', async () => {
    workspace().write({ 'pod.yaml': GOOD, 'cdk8s-hardened.yaml': list(entry(HERE)) });
    expect((await workspace().audit('pod.yaml')).stdout).toContain('cdk8s-hardened.yaml: Pod shop/good\n  2:5: low: waiver-unused: ');
    const names = ['github', 'gitlab', 'sarif', 'junit', 'markdown', 'html'];
    const { status } = await workspace().audit('pod.yaml', ...names.flatMap((name) => ['--report', `${name}=out.${name}`]));
    expect(status).toBe(1);
    const places = names.map((name) => readFileSync(join(workspace().folder, `out.${name}`), 'utf8').includes('cdk8s-hardened.yaml'));
    expect(places).toEqual(names.map(() => true));
  });
});

describe('an expired waiver', () => {
  const EXPIRED = `    expires: "${PAST_DAY}"\n`;

  test('that covers nothing names both problems', async () => {
    workspace().write({ 'pod.yaml': GOOD, 'cdk8s-hardened.yaml': list(entry(HERE, EXPIRED)) });
    const { findings } = await workspace().json('pod.yaml');
    expect(findings).toEqual([expect.objectContaining({
      control: 'waiver-unused',
      message: `waiver-unused: waiver of "read-only-root-filesystem" expired at the end of ${PAST_DAY} (UTC), and covers nothing`,
      remedy: 'remove the waiver',
    })]);
    const { stderr } = await run(['harden', 'pod.yaml', '--profile', 'hardened'], { cwd: workspace().folder });
    expect(stderr).toContain(`cdk8s-hardened: the waiver of "read-only-root-filesystem" for Pod shop/good expired at the end of ${PAST_DAY} (UTC), and covers nothing: remove the waiver`);
  });

  test('that would cover something has expired, and nothing else', async () => {
    workspace().write({ 'pod.yaml': WRITABLE_ROOT, 'cdk8s-hardened.yaml': list(entry(HERE, EXPIRED)) });
    const { findings } = await workspace().json('pod.yaml');
    expect(findings.map(({ control, message }) => ({ control, message }))).toContainEqual({
      control: 'waiver-expired', message: `waiver-expired: waiver of "read-only-root-filesystem" expired at the end of ${PAST_DAY} (UTC)`,
    });
    const { stderr } = await run(['harden', 'pod.yaml', '--profile', 'hardened'], { cwd: workspace().folder });
    expect(stderr).toContain(`cdk8s-hardened: the waiver of "read-only-root-filesystem" is for Pod shop/good, and expired at the end of ${PAST_DAY} (UTC)`);
  });
});

test('a missing image suggests no waiver', async () => {
  workspace().write({ 'pod.yaml': podYaml(({ containers }) => { delete containers[0].image; }) });
  const { findings } = await workspace().json('pod.yaml');
  const images = findings.filter(({ control }) => control.startsWith('image-'));
  expect(images).toEqual([expect.objectContaining({
    control: 'image-tag', message: 'image-tag: container "main": spec.containers[0].image is not set', remedy: 'write the image with its version, such as `registry.example/app:1.2.3`',
  })]);
  expect(images[0]).not.toHaveProperty('suggestedWaiver');
  expect((await run(['harden', 'pod.yaml', '--profile', 'hardened'], { cwd: workspace().folder })).stderr.join('\n')).not.toContain('waivers:');
  expect((await workspace().suggestWaivers('pod.yaml')).stderr.join()).toContain('no waiver is suggested for 1 finding: Kubernetes refuses what is found');
});

test('two findings on `runAsUser: 0` have fixes that agree', async () => {
  workspace().write({ 'pod.yaml': podYaml((spec) => { spec.securityContext.runAsUser = 0; }) });
  const { findings } = await workspace().json('pod.yaml', '--only', 'run-as-user', '--only', 'non-root-uid-zero');
  expect(Object.fromEntries(findings.map(({ control, remedy }) => [control, remedy]))).toEqual({
    'run-as-user': 'use the uid that the image is built for, or remove the field',
    'non-root-uid-zero': 'use the uid that the image is built for, or remove the field; if root is allowed or waived, write `runAsNonRoot: false` instead',
  });
});
