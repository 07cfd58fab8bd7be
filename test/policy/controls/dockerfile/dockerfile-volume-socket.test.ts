import { foundBehindFrom } from './found';
import { dockerfileVolumeSocket } from '../../../../src/policy/controls/dockerfile/dockerfile-volume-socket';

test.each(['/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '/run/crio/crio.sock', '/x/podman.sock'])('refuses VOLUME %s', (path) => {
  expect(foundBehindFrom(dockerfileVolumeSocket, `VOLUME ${path}`)).toEqual([`2 VOLUME ${path}`]);
  expect(foundBehindFrom(dockerfileVolumeSocket, `ARG S=${path}`, 'ONBUILD VOLUME /a', 'VOLUME ["/data", "$S"]')).toEqual([`4 VOLUME ${path}`]);
});

test.each(['/data', '/run', '/var/lib/docker', '/', '$X'])('accepts VOLUME %s', (path) => expect(foundBehindFrom(dockerfileVolumeSocket, `VOLUME ${path}`)).toEqual([]));
