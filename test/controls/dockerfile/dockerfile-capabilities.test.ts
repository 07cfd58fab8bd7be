import { foundBehindFrom } from './found';
import { dockerfileCapabilities } from '../../../src/controls/dockerfile/dockerfile-capabilities';
import { dockerfile } from '../../dockerfile/support';

test.each([
  ['setcap cap_net_bind_service=+ep /usr/bin/app', 'a container that drops the capability cannot start the file'],
  ['/sbin/setcap CAP_NET_RAW+eip /bin/ping', 'a container that drops the capability cannot start the file'],
  ['apt-get update && setcap cap_net_raw=ep /bin/ping', 'a container that drops the capability cannot start the file'],
  ['setcap cap_net_bind_service+p /usr/bin/app', 'it gives a part of root\'s power to whoever starts the file'],
  ['setcap - /usr/bin/app', 'it gives a part of root\'s power to whoever starts the file'],
])('refuses %s', (command, detail) => {
  const found = dockerfileCapabilities.checkDockerfile(dockerfile('FROM a:1', `RUN ${command}`));
  expect(found.map((violation) => violation.detail)).toEqual([detail]);
});

test('checks ONBUILD and every stage, since COPY keeps file capabilities', () => {
  const lines = ['RUN setcap cap_net_raw=+ep /a', 'ONBUILD RUN setcap cap_chown+ep /b', 'FROM b:1', 'COPY --from=0 /a /'];
  expect(foundBehindFrom(dockerfileCapabilities, ...lines)).toEqual(['2 RUN setcap cap_net_raw=+ep /a', '3 ONBUILD RUN setcap cap_chown+ep /b']);
});

test.each(['setcap -r /usr/bin/app', 'getcap /usr/bin/app', 'echo setcap', 'apk add libcap-setcap'])('accepts %s', (command) => {
  expect(foundBehindFrom(dockerfileCapabilities, `RUN ${command}`)).toEqual([]);
});
