import { seedShell } from '../../../../src/policy/controls/startup/seed-shell';
import { found, goodContainer, goodPod } from '../support';

const podWith = (image: unknown, name = 'writable-seed-main', list = 'initContainers') => goodPod((spec) => {
  (spec[list] ??= []).unshift({ ...goodContainer(name), image });
  spec.volumes.push({ name: 'claim', persistentVolumeClaim: { claimName: 'data' } });
});
const DISTROLESS = 'gcr.io/distroless/static-debian12:nonroot';

test.each([
  DISTROLESS,
  `gcr.io/distroless/java21@sha256:${'0'.repeat(64)}`,
  'cgr.dev/chainguard/nginx:latest',
  'cgr.dev/team/nginx',
  'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled',
  'mcr.microsoft.com/dotnet/runtime:8.0-azurelinux3.0-distroless',
  'registry.k8s.io/pause:3.10',
  'registry.example/team/pause',
  'pause',
  'cgr.dev/chainguard/bashful',
])('reports %s, which has no shell', (image) => {
  expect(found(seedShell, podWith(image))).toEqual(['spec.initContainers[0].image']);
  expect(found(seedShell, podWith(image, 'writable-owner-data'))).toEqual(['spec.initContainers[0].image']);
});

test.each([
  'gcr.io/distroless/static-debian12:debug-nonroot',
  'gcr.io/other/static',
  'cgr.dev/chainguard/nginx:latest-dev',
  'cgr.dev/chainguard/busybox:latest',
  'mcr.microsoft.com/dotnet/aspnet:10.0',
  'registry.example/distroless/static:1',
  'registry.example/chainguard/nginx',
  'registry.example/dotnet/aspnet:chiseled',
  'mcr.microsoft.com/other:distroless',
  'registry.example/pause/app',
  'busybox:1.37',
  'nginx',
  null,
  7,
])('accepts %p', (image) => {
  expect(found(seedShell, podWith(image))).toEqual([]);
});

test.each([
  ['another init container', 'setup2', 'initContainers'],
  ['the seed of an unknown container', 'writable-seed-other', 'initContainers'],
  ['the owner of an unknown PVC', 'writable-owner-other', 'initContainers'],
  ['a regular container', 'writable-seed-main', 'containers'],
  ['an ephemeral container', 'writable-seed-main', 'ephemeralContainers'],
])('accepts %s', (_, name, list) => {
  expect(found(seedShell, podWith(DISTROLESS, name, list))).toEqual([]);
});

test('ignores a malformed image, which has its own control', () => {
  expect(found(seedShell, podWith([DISTROLESS]))).toEqual([]);
});
