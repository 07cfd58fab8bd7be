import { runtimeSocket } from '../../../../src/policy/controls/hardened/runtime-socket';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const hostPath = (path: unknown) => goodPod((spec) => spec.volumes.push({ name: 'host', hostPath: { path } }));

test.each([
  '/var/run/docker.sock', '/run/docker.sock', '//var/run/./docker.sock/', '/var/run/../run/docker.sock', '/run/containerd/containerd.sock',
  '/var/run/crio/crio.sock', '/var/run/cri-dockerd.sock', '/run/podman/podman.sock', '/run/k3s/containerd/containerd.sock',
  '/run/user/1000/docker.sock', '/host/run/podman.sock',
  '/', '/run', '/var/run', '/var/run/', '/run/containerd', '/var/run/crio', '/run/podman', '/run/docker', '/run/k3s/containerd',
])('reports %p, which is a runtime socket or contains one', (path) => {
  expect(found(runtimeSocket, hostPath(path))).toEqual(['spec.volumes[2].hostPath.path']);
});

test.each(['/var', '/run/app', '/var/runner', '/data', '/run/docker.sock.d', '/run/containerd-stress', '/srv/mydocker.sock', undefined, null, 7, {}])(
  'accepts %p', (path) => {
    expect(found(runtimeSocket, hostPath(path))).toEqual([]);
  });

test.each([
  ['/var/run/crio', '/run/crio/crio.sock'],
  ['/var/run', '/run/docker.sock'],
  ['/node/var/run/docker.sock', '/node/var/run/docker.sock'],
])('names the socket that %s is or contains', (value, socket) => {
  expect(violations(runtimeSocket, hostPath(value))).toMatchObject([{ value, detail: expect.stringContaining(socket) }]);
});

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(runtimeSocket, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
