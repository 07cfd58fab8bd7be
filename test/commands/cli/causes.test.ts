import { stringify } from 'yaml';
import { podYaml, run, Workspace } from './support';
import { Finding } from '../../../src/tasks/reports/finding';

// One cause is one finding: what several controls see in it is in `also`, and one waiver names it all.

const workspace = new Workspace();
afterAll(() => workspace.remove());

const mounting = (readOnly: boolean, path = '/') => podYaml((spec) => {
  spec.volumes = [...spec.volumes ?? [], { name: 'run', hostPath: { path } }];
  spec.containers[0].volumeMounts = [...spec.containers[0].volumeMounts ?? [], { name: 'run', mountPath: '/host', readOnly }];
});

const SEES = ['restricted-volumes', 'runtime-socket', 'sensitive-host-paths', 'writable-host-path'];

async function findingsIn(files: Record<string, string>, ...args: string[]): Promise<readonly Finding[]> {
  workspace.write(files);
  const manifests = Object.keys(files).filter((file) => !/^(?:waivers|settings)/.test(file));
  return JSON.parse((await workspace.audit(...manifests, '--format', 'json', ...args)).stdout).findings;
}

const seen = (findings: readonly Finding[]) => findings
  .map((finding) => [finding, ...finding.also ?? []].map(({ control }) => control).sort());

test('a hostPath is one finding, and the highest risk leads', async () => {
  const findings = await findingsIn({ 'pod.yaml': mounting(false) });
  expect(seen(findings)).toEqual([SEES]);
  expect(findings[0]).toMatchObject({ control: 'restricted-volumes', risk: 'critical', severity: 'error', message: expect.stringContaining('(also ') });
  expect(findings[0].also!.map(({ control, container, field }) => ({ control, container, field }))).toContainEqual(
    { control: 'writable-host-path', container: 'main', field: expect.stringMatching(/^spec\.containers\[0\]\.volumeMounts\[\d\]\.readOnly$/) },
  );
  const { stdout } = await workspace.audit('pod.yaml');
  expect(stdout).toMatch(/^1 error, 0 warnings.*: 1 critical\n/);
});

test.each(SEES)('%s alone is found with --only', async (control) => {
  expect(seen(await findingsIn({ 'pod.yaml': mounting(false) }, '--only', control))).toEqual([[control]]);
});

test.each(SEES.slice(1))('turning %s off does not hide the others', async (control) => {
  const settings = stringify({ controls: { [control]: { severity: 'off', reason: 'it is not for us' } } });
  expect(seen(await findingsIn({ 'pod.yaml': mounting(false), 'settings.yaml': settings }, '--config', 'settings.yaml'))).toEqual([SEES.filter((each) => each !== control)]);
});

test('the suggested waiver accepts all of it, and nothing that comes later', async () => {
  const [{ suggestedWaiver }] = await findingsIn({ 'pod.yaml': mounting(false) });
  const { target, ...waiver } = suggestedWaiver!;
  expect(waiver).toMatchObject({ controls: expect.arrayContaining(SEES), containers: ['main'], allow: ['/'] });
  const waivers = { 'waivers.yaml': stringify({ waivers: [{ ...waiver, target, reason: 'an agent of the node' }] }) };
  const options = ['--waiver-file', 'waivers.yaml'];
  const accepted = await findingsIn({ 'pod.yaml': mounting(false), ...waivers }, ...options);
  expect(accepted.map(({ waived }) => waived)).toEqual([true]);
  expect(seen(accepted)).toEqual([SEES]);
  const later = await findingsIn({ 'pod.yaml': mounting(false, '/etc'), ...waivers }, ...options);
  expect(later.filter(({ waived, control }) => !waived && control !== 'waiver-unused').map(({ control }) => control)).toEqual(['restricted-volumes']);
  const [reading] = await findingsIn({ 'pod.yaml': mounting(true) });
  const narrower = { 'waivers.yaml': stringify({ waivers: [{ ...reading.suggestedWaiver, reason: 'an agent of the node' }] }) };
  const written = await findingsIn({ 'pod.yaml': mounting(false), ...narrower }, ...options);
  // A mount that became writable is not what was accepted.
  expect(written.filter(({ waived }) => !waived).map(({ control }) => control)).toEqual(['writable-host-path']);
});

test('an entry of a baseline does not cover what has the same cause later', async () => {
  workspace.write({ 'pod.yaml': mounting(true) });
  await workspace.writeBaseline('pod.yaml');
  expect((await findingsIn({ 'pod.yaml': mounting(true) }, '--baseline', 'baseline.json')).map(({ baselined }) => baselined)).toEqual([true]);
  const findings = await findingsIn({ 'pod.yaml': mounting(false) }, '--baseline', 'baseline.json');
  expect(findings.filter(({ baselined }) => !baselined).map(({ control }) => control)).toEqual(['writable-host-path']);
});

test('a request and a limit are one finding, and so are the variables of one Secret', async () => {
  const pod = podYaml((spec) => {
    delete spec.containers[0].resources.requests.cpu;
    delete spec.containers[0].resources.limits.cpu;
    spec.containers[0].env = ['a', 'b'].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: 'db', key } } }));
    spec.containers[0].envFrom = [{ secretRef: { name: 'other' } }];
  });
  expect(seen(await findingsIn({ 'pod.yaml': pod }))).toEqual([
    ['cpu-resources', 'cpu-resources'], ['secrets-from-env', 'secrets-from-env'], ['secrets-from-env'],
  ]);
});

describe('a token of a ServiceAccount', () => {
  const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web, namespace: shop}\n';
  const POD = podYaml((spec) => {
    spec.serviceAccountName = 'web';
    delete spec.automountServiceAccountToken;
  });
  const controls = async (pod: string, ...args: string[]) => (await findingsIn({ 'account.yaml': ACCOUNT, 'pod.yaml': pod }, ...args)).map(({ control }) => control);

  test('is a finding of the pod that names the account', async () => {
    expect(await controls(POD)).toEqual(['service-account-token']);
    const [{ message }] = await findingsIn({ 'account.yaml': ACCOUNT, 'pod.yaml': POD });
    expect(message).toBe('service-account-token: spec.automountServiceAccountToken is not set: ServiceAccount "web" does not disable it either, see service-account-automount');
  });

  test('is a finding of the account where no finding of a pod names it', async () => {
    expect(await controls(podYaml())).toEqual(['service-account-automount']);
    expect(await controls(POD.replace('namespace: shop', 'namespace: other'))).toEqual(['service-account-token', 'service-account-exists', 'network-policy', 'service-account-automount']);
    expect(await controls(POD, '--only', 'service-account-automount')).toEqual(['service-account-automount']);
  });

  test('is said once by harden, too', async () => {
    workspace.write({ 'account.yaml': ACCOUNT, 'pod.yaml': POD });
    const left = async (...args: string[]) => (await run(['harden', 'account.yaml', 'pod.yaml', ...args], { cwd: workspace.folder })).stderr.filter((line) => /^ {2}medium/.test(line));
    expect(await left()).toEqual(['  medium: service-account-token']);
    // It sets the field of the pod, and not that of the account.
    expect(await left('--profile', 'hardened')).toEqual(['  medium: service-account-automount']);
  });
});
