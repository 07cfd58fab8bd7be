import { join } from 'path';
import { stringify } from 'yaml';
import { GOOD, podYaml, run, workspaces } from './support';

const workspace = workspaces();
const TENANT = stringify({ apiVersion: 'example.com/v1', kind: 'Tenant', metadata: { name: 'a' }, spec: { containers: [{ name: 'main' }] } });
const WAIVED = stringify({
  apiVersion: 'example.com/v1',
  kind: 'Tenant',
  metadata: {
    name: 'a',
    annotations: { 'cdk8s-hardened/waivers': JSON.stringify([{ control: 'unevaluated-pod-template', allow: ['spec.containers'], reason: 'the operator was reviewed by hand' }]) },
  },
  spec: { containers: [{ name: 'main' }] },
});

async function audit(...args: string[]) {
  const { status, stdout } = await run(['audit', workspace().folder, '--format', 'json', ...args]);
  const { findings, summary } = JSON.parse(stdout);
  return { status, summary, findings, controls: findings.map(({ control }: any) => control) };
}

const STRICT = 'failOnUnevaluated: true\n';

describe('pods that are not evaluated', () => {
  test.each(['pss-baseline', 'pss-restricted', 'hardened'])('are counted, and fail with `failOnUnevaluated`: %s', async (profile) => {
    workspace().write({ 'a.yaml': `${TENANT}---\n${GOOD}`, 'b.yaml': TENANT });
    const { status, summary, controls } = await audit('--profile', profile);
    expect({ status, summary }).toMatchObject({ status: 0, summary: { unevaluated: 2, warnings: 2, errors: 0 } });
    expect(controls).toEqual(['unevaluated-pod-template', 'unevaluated-pod-template']);
    workspace().write({ strict: STRICT });
    const strict = ['--config', join(workspace().folder, 'strict')];
    expect((await audit('--profile', profile, ...strict)).status).toBe(1);
    expect((await audit('--profile', profile, ...strict, '--fail-on', 'never')).status).toBe(1);
    const { stdout } = await run(['audit', workspace().folder, '--profile', profile]);
    expect(stdout).toMatch(/^.* 2 files\); pods were not evaluated in 2 objects: 2 medium\n/);
  });

  test('are counted in a kustomization without apiVersion and kind, which kustomize fills in', async () => {
    workspace().write({ 'kustomization.yaml': 'helmCharts:\n  - name: web\n    valuesInline: {securityContext: {privileged: true}}\n' });
    expect(await audit('--no-render')).toMatchObject({ status: 1, summary: { documents: 1, unevaluated: 1 }, controls: ['unsafe-custom-value'] });
  });

  test('are not counted if a waiver covers them', async () => {
    workspace().write({ 'a.yaml': WAIVED });
    workspace().write({ strict: STRICT });
    expect(await audit('--config', join(workspace().folder, 'strict'))).toMatchObject({ status: 0, summary: { unevaluated: 0, waived: 1 } });
  });

  test('do not fail an object that is evaluated', async () => {
    workspace().write({ 'a.yaml': GOOD });
    workspace().write({ strict: STRICT });
    expect(await audit('--config', join(workspace().folder, 'strict'))).toMatchObject({ status: 0, summary: { unevaluated: 0 } });
  });
});

describe('an object with too many findings', () => {
  const aliases = (count: number) => 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - &c {name: a, image: a, securityContext: {privileged: true}}\n'
    + '  - *c\n'.repeat(count);

  test('reports the first thousand, errors before warnings, and counts all of them', async () => {
    workspace().write({ 'a.yaml': aliases(1200) });
    const { findings, summary, controls } = await audit();
    expect(findings).toHaveLength(1000);
    expect(summary.errors + summary.warnings).toBe(1000 + summary.leftOut);
    expect(controls.filter((control: string) => control === 'privileged')).toHaveLength(1000);
    expect(summary.leftOut).toBeGreaterThan(1000);
    const { stdout } = await run(['audit', workspace().folder]);
    expect(stdout).toMatch(new RegExp(`^.*; ${summary.leftOut} findings left out of this report: `));
    expect(stdout.length).toBeLessThan(500_000);
  });
});

test('JSON escapes terminal sequences and log commands without loss', async () => {
  const name = 'a\u202e\u200b##vso[b]';
  workspace().write({ 'a.yaml': podYaml(({ containers }) => { Object.assign(containers[0], { name, image: 'a' }); }) });
  const { stdout } = await run(['audit', workspace().folder, '--format', 'json']);
  // eslint-disable-next-line no-control-regex
  expect(stdout).not.toMatch(/[\u007f-\u009f\u200b\u202e]|##vso\[/);
  expect(JSON.parse(stdout).findings.map(({ container }: any) => container)).toContain(name);
});

describe('the token setting of a service account in the same input', () => {
  const account = (fields: object, metadata: object = {}) => stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'app', namespace: 'shop', ...metadata }, ...fields });
  const pod = podYaml((spec) => {
    delete spec.automountServiceAccountToken;
    spec.serviceAccountName = 'app';
  });
  const OFF = { automountServiceAccountToken: false };
  const tokens = async (files: Record<string, string>) => {
    workspace().write(files);
    return (await audit()).controls.filter((control: string) => control === 'service-account-token');
  };

  test.each<[string, Record<string, string>]>([
    ['before the pod', { 'a.yaml': account(OFF), 'b.yaml': pod }],
    ['after the pod', { 'a.yaml': pod, 'b.yaml': account(OFF) }],
    ['in the same file', { 'a.yaml': `${pod}---\n${account(OFF)}` }],
    ['in a list', { 'a.yaml': pod, 'b.yaml': stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'app', namespace: 'shop' }, ...OFF }] }) }],
    ['in another folder, if both name a namespace', { 'a/a.yaml': pod, 'b/b.yaml': account(OFF) }],
  ])('applies to a pod without its own setting: %s', async (_, files) => expect(await tokens(files)).toEqual([]));

  test.each<[string, Record<string, string>]>([
    ['another namespace', { 'a.yaml': pod, 'b.yaml': account(OFF, { namespace: 'other' }) }],
    ['no namespace', { 'a.yaml': pod, 'b.yaml': account(OFF, { namespace: null }) }],
    ['another name', { 'a.yaml': pod, 'b.yaml': account(OFF, { name: 'other' }) }],
    ['an enabled token', { 'a.yaml': pod, 'b.yaml': account({ automountServiceAccountToken: true }) }],
    ['no setting', { 'a.yaml': pod, 'b.yaml': account({}) }],
    ['two contradicting accounts', { 'a.yaml': pod, 'b.yaml': account(OFF), 'c.yaml': account({}) }],
    ['two contradicting accounts in the other order', { 'a.yaml': account({}), 'b.yaml': account(OFF), 'c.yaml': pod }],
  ])('does not apply with %s', async (_, files) => expect(await tokens(files)).toEqual(['service-account-token']));

  test('applies in its own folder if there are no namespaces', async () => {
    const bare = podYaml((spec, object) => {
      delete spec.automountServiceAccountToken;
      delete object.metadata.namespace;
    });
    const standard = account(OFF, { name: 'default', namespace: undefined });
    expect(await tokens({ 'a/pod.yaml': bare, 'a/account.yaml': standard, 'b/pod.yaml': bare })).toEqual(['service-account-token']);
  });

  test('does not override the setting of the pod', async () => {
    expect(await tokens({ 'a.yaml': podYaml((spec) => { Object.assign(spec, { automountServiceAccountToken: true, serviceAccountName: 'app' }); }), 'b.yaml': account(OFF) }))
      .toEqual(['service-account-token']);
  });
});
