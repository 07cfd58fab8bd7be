import { evaluateCel } from './cel-as-js';
import {
  HOST_PATH, IS_RUNTIME_SOCKET, IS_SENSITIVE_DIRECTORY, isHostPath, isRuntimeSocket, runtimeSocketAt, sensitiveDirectoryAt,
} from '../../../src/policy/controls/host-paths';

/** What a condition of an admission policy says of a hostPath. */
function saysPolicy(condition: string, path: string | undefined): unknown {
  const v = { hostPath: { path } };
  return evaluateCel(`${HOST_PATH}.some((it) => ${condition})`, { v });
}

test.each([{ emptyDir: {} }, {}])('in a policy the volume %j has no path of the node', (v) => expect(evaluateCel(HOST_PATH, { v })).toEqual([]));

test.each<[string, string | undefined]>([
  ['/run/docker.sock', '/run/docker.sock'],
  ['/run/docker/containerd/containerd.sock', '/run/docker/containerd/containerd.sock'],
  ['/run/containerd/containerd.sock', '/run/containerd/containerd.sock'],
  ['/run/k3s/containerd/containerd.sock', '/run/k3s/containerd/containerd.sock'],
  ['/run/crio/crio.sock', '/run/crio/crio.sock'],
  ['/run/podman/podman.sock', '/run/podman/podman.sock'],
  ['/var/run/docker.sock', '/run/docker.sock'],
  ['/var/run//podman/./podman.sock/', '/run/podman/podman.sock'],
  ['/', '/run/docker.sock'],
  ['/run', '/run/docker.sock'],
  ['/var/run/', '/run/docker.sock'],
  ['/run/docker', '/run/docker/containerd/containerd.sock'],
  ['/run/containerd', '/run/containerd/containerd.sock'],
  ['/run/k3s', '/run/k3s/containerd/containerd.sock'],
  ['/run/crio', '/run/crio/crio.sock'],
  ['/run/podman', '/run/podman/podman.sock'],
  ['/run/user/1000/docker.sock', '/run/user/1000/docker.sock'],
  ['/x/docker-raw.sock', '/x/docker-raw.sock'],
  ['/x/dockershim.sock', '/x/dockershim.sock'],
  ['/x/containerd.sock', '/x/containerd.sock'],
  ['/x/crio.sock', '/x/crio.sock'],
  ['/x/cri-dockerd.sock', '/x/cri-dockerd.sock'],
  ['/x/podman.sock', '/x/podman.sock'],
  ['/x/var/run/podman.sock', '/x/var/run/podman.sock'],
  ['/run/docker.sock/x', undefined],
  ['/run/mydocker.sock', undefined],
  ['/run/docker.sock2', undefined],
  ['/run/dockerxsock', undefined],
  ['/x/other.sock', undefined],
  ['/var/runs', undefined],
  ['/var', undefined],
  ['/x/var/run', undefined],
  ['/r', undefined],
])('%s is, or holds, the socket %s', (path, socket) => {
  expect(runtimeSocketAt(path)).toBe(socket);
  expect(saysPolicy(IS_RUNTIME_SOCKET, path)).toBe(socket !== undefined);
});

test.each<[string, boolean]>([
  ['/run/docker.sock', true], ['/var/run/docker.sock', true], ['/run//containerd/containerd.sock', true], ['/run', false], ['/', false], ['/x', false],
])('%s itself is a socket: %p', (path, expected) => expect(isRuntimeSocket(path)).toBe(expected));

test.each<[string, string | undefined]>([
  ...[
    '/bin', '/sbin', '/lib64', '/boot', '/dev', '/etc', '/lib/systemd', '/opt/cni', '/proc', '/root', '/sys', '/usr/bin', '/usr/sbin', '/usr/lib/systemd',
    '/usr/local/bin', '/usr/local/sbin', '/var/lib/cni', '/var/lib/containerd', '/var/lib/containers', '/var/lib/docker', '/var/lib/etcd',
    '/var/lib/kubelet', '/var/lib/rancher', '/var/spool/cron',
  ].flatMap((directory): [string, string][] => [[directory, directory], [`${directory}/a/b`, directory], [`/${directory}/./`, directory]]),
  ['/', '/bin'],
  ['/opt', '/opt/cni'],
  ['/usr', '/usr/bin'],
  ['/usr/local', '/usr/local/bin'],
  ['/var', '/var/lib/cni'],
  ['/var/lib', '/var/lib/cni'],
  ['/lib', '/lib/systemd'],
  ['/binary', undefined],
  ['/etc2/x', undefined],
  ['/data/etc', undefined],
  ['/run', undefined],
  ['/var/log', undefined],
  ['/var/lib/app', undefined],
  ['/home/app', undefined],
])('%s is, holds or lies in the sensitive directory %s', (path, directory) => {
  expect(sensitiveDirectoryAt(path)).toBe(directory);
  expect(saysPolicy(IS_SENSITIVE_DIRECTORY, path)).toBe(directory !== undefined);
});

test.each([undefined, null, 7, {}])('%p is no path', (path) => {
  expect([runtimeSocketAt(path), sensitiveDirectoryAt(path)]).toEqual([undefined, undefined]);
});

test.each<[unknown, boolean]>([
  [{ hostPath: { path: '/x' } }, true], [{ hostPath: {} }, true], [{ hostPath: null }, false], [{ emptyDir: {} }, false], ['text', false], [undefined, false],
])('the volume %j is a path of the node: %p', (volume, expected) => expect(isHostPath(volume)).toBe(expected));
