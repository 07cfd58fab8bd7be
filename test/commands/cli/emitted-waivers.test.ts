import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { run, waivingPod, workspaces, WAIVER, settings, WRITABLE_ROOT } from './support';

// `export-waivers`: the waivers that were used, as files for scanners.

const workspace = workspaces();
const FILES = ['.trivyignore.yaml', 'kubescape-exceptions.json', 'kyverno-exceptions.yaml'];
const exported = (...args: string[]) => run(['export-waivers', ...args, '--output-dir', 'out/exceptions'], { cwd: workspace().folder });

const fileAt = (path: string) => readFileSync(join(workspace().folder, path), 'utf8');
const emitted = () => ({
  trivy: parse(fileAt('out/exceptions/.trivyignore.yaml')).misconfigurations,
  kubescape: JSON.parse(fileAt('out/exceptions/kubescape-exceptions.json')),
  kyverno: parseAllDocuments(fileAt('out/exceptions/kyverno-exceptions.yaml')).map((document) => document.toJS()).filter(Boolean),
});

test('writes what waivers of objects accept, with the paths of the files', async () => {
  workspace().write({ 'dist/pod.yaml': waivingPod([{ ...WAIVER, expires: '2999-12-31' }]) });
  const { status, stderr } = await exported('dist');
  expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  expect(emitted()).toEqual({
    trivy: [{ id: 'KSV-0014', paths: ['dist/pod.yaml'], statement: WAIVER.reason, expired_at: '3000-01-01' }],
    kubescape: [expect.objectContaining({ posturePolicies: [{ controlID: 'C-0017' }], expirationDate: '2999-12-31T23:59:59Z' })],
    kyverno: [expect.objectContaining({ spec: expect.objectContaining({ policyRefs: [{ name: 'require-ro-rootfs', kind: 'ValidatingPolicy' }] }) })],
  });
});

test('writes the waivers of a waiver file, of Dockerfiles, and none that is not used', async () => {
  workspace().write({
    'pod.yaml': WRITABLE_ROOT,
    'Dockerfile': 'FROM debian:13.1-slim\n# cdk8s-hardened/waive: {"control": "dockerfile-user-root", "allow": ["root"], "reason": "drops its rights itself"}\n'
      + 'USER root\nCMD ["app"]\n',
    'waivers.yaml': settings([WAIVER, { ...WAIVER, target: { kind: 'Pod', name: 'other' } }]),
  });
  await exported('Dockerfile', 'pod.yaml');
  expect(emitted()).toMatchObject({ trivy: [{ id: 'DS-0002', paths: ['Dockerfile'] }], kubescape: [], kyverno: [] });
  await exported('pod.yaml', '--waiver-file', 'waivers.yaml');
  expect(emitted()).toMatchObject({ trivy: [{ id: 'KSV-0014', paths: ['pod.yaml'] }], kubescape: [{}], kyverno: [{}] });
  await exported('pod.yaml');
  expect(emitted()).toEqual({ trivy: [], kubescape: [], kyverno: [] });
});

test('names what a scanner does not get on stderr', async () => {
  const pod = waivingPod([{ control: 'service-links', reason: 'its library reads them' }], (spec) => { spec.enableServiceLinks = true; });
  workspace().write({ 'pod.yaml': pod });
  const { stderr } = await exported('pod.yaml');
  expect(stderr).toEqual(['Trivy', 'Kubescape', 'Kyverno'].map((scanner, index) => `cdk8s-hardened: ${FILES[index]} does not have the waiver of "service-links" `
    + `for Pod shop/good, for service-links: ${scanner} has no check for it that is known here`));
});

test('writes nothing if the audit fails, and all files or none', async () => {
  workspace().write({ 'pod.yaml': waivingPod([WAIVER]), 'broken.yaml': 'a: [' });
  expect((await exported('pod.yaml', 'broken.yaml')).status).toBe(2);
  expect(() => readdirSync(join(workspace().folder, 'out'))).toThrow('ENOENT');
  workspace().write({ 'blocked/kyverno-exceptions.yaml/file': '' });
  const { status, stderr } = await run(['export-waivers', 'pod.yaml', '--output-dir', 'blocked'], { cwd: workspace().folder });
  expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('blocked/kyverno-exceptions.yaml')] });
  expect(readdirSync(join(workspace().folder, 'blocked'))).toEqual(['kyverno-exceptions.yaml']);
});

test('replaces what an earlier run wrote, and leaves other files alone', async () => {
  workspace().write({ 'pod.yaml': waivingPod([WAIVER]) });
  await exported('pod.yaml');
  const before = FILES.map((file) => fileAt(`out/exceptions/${file}`));
  writeFileSync(join(workspace().folder, 'out/exceptions/mine.txt'), 'x');
  await exported('pod.yaml');
  expect(FILES.map((file) => fileAt(`out/exceptions/${file}`))).toEqual(before);
  expect(readdirSync(join(workspace().folder, 'out/exceptions')).sort()).toEqual([...FILES, 'mine.txt'].sort());
});

test.each([
  ['--profile', 'pss-restricted'], ['--config', 'off.yaml'],
])('leaves out a check that also reports what %s %s does not evaluate', async (...args) => {
  const rootPod = (runAsGroup: number) => waivingPod([{ control: 'run-as-non-root', containers: ['main'], reason: 'starts as root and drops its rights' }], (spec) => {
    spec.securityContext.runAsGroup = runAsGroup;
    spec.containers[0].securityContext.runAsNonRoot = false;
  });
  workspace().write({ 'off.yaml': 'controls: { group-id: { severity: off, reason: our images need the group root } }\n', 'pod.yaml': rootPod(0) });
  await exported('pod.yaml', ...args);
  expect(emitted().kubescape).toEqual([]);
  workspace().write({ 'pod.yaml': rootPod(20000) });
  await exported('pod.yaml', ...args);
  expect(emitted().kubescape).toMatchObject([{ posturePolicies: [{ controlID: 'C-0013' }] }]);
});
