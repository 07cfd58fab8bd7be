import { App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { podWith } from './pod-with';
import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { Hardening } from '../../../../src/index';
import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { imageRegistry } from '../../../../src/policy/controls/hardened/image-registry';
import { listOf } from '../../../../src/policy/controls/violations';
import { workspaces } from '../../../commands/cli/support';
import { goodPod } from '../support';

const workspace = workspaces();
const ALLOWED = ['registry.example.com:5000/shop', 'ghcr.io', 'docker.io/library'];

const found = (pod: any, allowedRegistries?: readonly string[]) =>
  podsOf(pod).flatMap((each) => listOf(imageRegistry.checks[0].check(each, amended(DEFAULT_CONTEXT, { choices: { allowedRegistries } }))));
const details = (image: string, allowed = ALLOWED) => found(podWith({ image }), allowed).filter(({ container }) => container === 'more').map(({ detail }) => detail);

test.each([
  'registry.example.com:5000/shop/web:1', 'ghcr.io/anyone/app', 'nginx', 'docker.io/library/nginx:1.29', 'index.docker.io/nginx@sha256:ab',
])('%s is allowed', (image) => {
  expect(details(image)).toEqual([]);
});

test.each([
  ['registry.example.com:5000/other/web:1', 'registry.example.com:5000/other/web'],
  ['registry.example.com:5000/shopping/web:1', 'registry.example.com:5000/shopping/web'],
  ['ghcr.io.evil.example/app', 'ghcr.io.evil.example/app'],
  ['acme/app:1', 'docker.io/acme/app'],
])('%s is not allowed', (image, repository) => {
  expect(details(image)).toEqual([`it is ${repository}, and allowed are ${ALLOWED.join(', ')}`]);
});

test.each(['', undefined, null, 7, {}])('%p is no image', (image) => {
  expect(found(podWith({ image }), ['registry.example.com']).filter(({ container }) => container === 'more')).toEqual([]);
});

test.each(CONTAINER_LISTS)('images of %s are checked', (list) => {
  expect(found(podWith({ image: 'quay.io/a/b' }, list), ALLOWED).some(({ container }) => container === 'more')).toBe(true);
});

test('images of volumes are checked, and nothing without a list', () => {
  const pod = goodPod((spec) => spec.volumes.push({ name: 'model', image: { reference: 'quay.io/a/model:1' } }));
  expect(found(pod, ['registry.example']).map(({ path }) => path.join('.'))).toEqual(['spec.volumes.2.image.reference']);
  expect(found(pod)).toEqual([]);
});

test('a settings file lists them, for some files others', async () => {
  workspace().write({
    'a/pod.json': JSON.stringify(goodPod()),
    'b/pod.json': JSON.stringify(goodPod()),
    'cdk8s-hardened.yaml': 'allowedRegistries: [ghcr.io]\noverrides: [{ files: [b], allowedRegistries: [registry.example] }]\n',
  });
  const { findings } = await workspace().json('.');
  expect([...new Set(findings.filter(({ control }) => control === 'image-registry').map(({ file, severity }) => `${file} ${severity}`))]).toEqual(['a/pod.json error']);
});

test('a settings file with something else is an error', async () => {
  workspace().write({ 'pod.json': JSON.stringify(goodPod()), 'cdk8s-hardened.yaml': 'allowedRegistries: [acme]\n' });
  const { status, stderr } = await workspace().audit('.');
  expect([status, stderr]).toEqual([2, [expect.stringMatching(/cdk8s-hardened\.yaml:1:\d+: .*allowedRegistries/)]]);
});

describe('setDefaults', () => {
  const errors = (allowedRegistries: string[]) => {
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'shop' });
    Hardening.of(app).setDefaults({ allowedRegistries });
    new Deployment(chart, 'web', { containers: [{ image: 'quay.io/acme/web:1', portNumber: 8080 }] });
    return Hardening.of(app).report().findings.filter(({ control }) => control === 'image-registry').map(({ message }) => message);
  };

  it('lists them for a scope', () => {
    expect(errors(['quay.io/acme'])).toEqual([]);
    expect(errors(['quay.io/other'])).toEqual([expect.stringContaining('it is quay.io/acme/web, and allowed are quay.io/other')]);
  });

  it('refuses what is no registry', () => {
    expect(() => errors(['acme'])).toThrow(/allowedRegistries.*write a registry, or a part of it, such as "registry\.example\.com\/shop"/);
  });
});
