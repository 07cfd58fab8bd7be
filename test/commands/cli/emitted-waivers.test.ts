import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { waivingPod, workspaces, WAIVER, settings, WRITABLE_ROOT } from './support';

// `audit --emit-waivers`: the waivers that were used, as files for scanners.

const workspace = workspaces();
const FILES = ['.trivyignore.yaml', 'kubescape-exceptions.json', 'kyverno-exceptions.yaml'];
const EMIT = ['--emit-waivers', 'out/exceptions'];

const fileAt = (path: string) => readFileSync(join(workspace().folder, path), 'utf8');
const emitted = () => ({
  trivy: parse(fileAt('out/exceptions/.trivyignore.yaml')).misconfigurations,
  kubescape: JSON.parse(fileAt('out/exceptions/kubescape-exceptions.json')),
  kyverno: parseAllDocuments(fileAt('out/exceptions/kyverno-exceptions.yaml')).map((document) => document.toJS()).filter(Boolean),
});

test('writes what waivers of objects accept, with the paths of the files', async () => {
  const { status, stderr } = await workspace().write({ 'dist/pod.yaml': waivingPod([{ ...WAIVER, expires: '2999-12-31' }]) }).audit('dist', ...EMIT);
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
  await workspace().audit('Dockerfile', 'pod.yaml', '--fail-on', 'never', ...EMIT);
  expect(emitted()).toMatchObject({ trivy: [{ id: 'DS-0002', paths: ['Dockerfile'] }], kubescape: [], kyverno: [] });
  await workspace().audit('pod.yaml', '--waivers', 'file', '--waiver-file', 'waivers.yaml', ...EMIT);
  expect(emitted()).toMatchObject({ trivy: [{ id: 'KSV-0014', paths: ['pod.yaml'] }], kubescape: [{}], kyverno: [{}] });
  await workspace().audit('pod.yaml', '--waivers', 'none', ...EMIT);
  expect(emitted()).toEqual({ trivy: [], kubescape: [], kyverno: [] });
});

test('names what a scanner does not get on stderr', async () => {
  const pod = waivingPod([{ control: 'service-links', reason: 'its library reads them' }], (spec) => { spec.enableServiceLinks = true; });
  const { stderr } = await workspace().write({ 'pod.yaml': pod }).audit('pod.yaml', ...EMIT);
  expect(stderr).toEqual(['Trivy', 'Kubescape', 'Kyverno'].map((scanner, index) => `cdk8s-hardened: ${FILES[index]} lacks the waiver of "service-links" `
    + `for Pod shop/good, for service-links: ${scanner} has no check for it that is known here`));
});

test('writes nothing if the audit fails, and all files or none', async () => {
  workspace().write({ 'pod.yaml': waivingPod([WAIVER]), 'broken.yaml': 'a: [' });
  expect((await workspace().audit('pod.yaml', 'broken.yaml', ...EMIT)).status).toBe(2);
  expect(() => readdirSync(join(workspace().folder, 'out'))).toThrow('ENOENT');
  workspace().write({ 'blocked/kyverno-exceptions.yaml/file': '' });
  const { status, stderr } = await workspace().audit('pod.yaml', '--emit-waivers', 'blocked');
  expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('blocked/kyverno-exceptions.yaml')] });
  expect(readdirSync(join(workspace().folder, 'blocked'))).toEqual(['kyverno-exceptions.yaml']);
});

test('replaces what an earlier run wrote, and leaves other files alone', async () => {
  workspace().write({ 'pod.yaml': waivingPod([WAIVER]) });
  await workspace().audit('pod.yaml', ...EMIT);
  const before = FILES.map((file) => fileAt(`out/exceptions/${file}`));
  writeFileSync(join(workspace().folder, 'out/exceptions/mine.txt'), 'x');
  await workspace().audit('pod.yaml', ...EMIT);
  expect(FILES.map((file) => fileAt(`out/exceptions/${file}`))).toEqual(before);
  expect(readdirSync(join(workspace().folder, 'out/exceptions')).sort()).toEqual([...FILES, 'mine.txt'].sort());
});

test.each([
  ['--profile', 'pss-restricted'], ['--only', 'run-as-non-root'], ['--config', 'off.yaml'],
])('leaves out a check that also reports what %s %s does not evaluate', async (...args) => {
  const rootPod = (runAsGroup: number) => waivingPod([{ control: 'run-as-non-root', containers: ['main'], reason: 'starts as root and drops its rights' }], (spec) => {
    spec.securityContext.runAsGroup = runAsGroup;
    spec.containers[0].securityContext.runAsNonRoot = false;
  });
  workspace().write({ 'off.yaml': 'controls: { group-id: { severity: off, reason: our images need the group root } }\n', 'pod.yaml': rootPod(0) });
  await workspace().audit('pod.yaml', '--fail-on', 'never', ...args, ...EMIT);
  expect(emitted().kubescape).toEqual([]);
  workspace().write({ 'pod.yaml': rootPod(20000) });
  await workspace().audit('pod.yaml', '--fail-on', 'never', ...args, ...EMIT);
  expect(emitted().kubescape).toMatchObject([{ posturePolicies: [{ controlID: 'C-0013' }] }]);
});
