import { foundBehindFrom } from './found';
import { dockerfileCapabilities } from '../../../../src/policy/controls/dockerfile/dockerfile-capabilities';
import { dockerfile } from '../../../formats/dockerfile/support';

const starts = (names: string, file: string) => `in a pod that drops ALL the file does not start without ${names}: "exec ${file}: operation not permitted"`;

test.each([
  ['setcap cap_net_bind_service=+ep /usr/bin/app', starts('`add: [NET_BIND_SERVICE]`', '/usr/bin/app')],
  ['/sbin/setcap CAP_NET_RAW+eip /bin/ping', starts('`add: [NET_RAW]`', '/bin/ping')],
  ['setcap cap_net_raw,cap_net_admin=ep /bin/ping', starts('`add: [NET_RAW, NET_ADMIN]`', '/bin/ping')],
  ['setcap cap_net_raw+pie /bin/ping', starts('`add: [NET_RAW]`', '/bin/ping')],
  ['setcap all=ep /bin/ping', starts('the capabilities in `capabilities.add`', '/bin/ping')],
  ['apt-get update && setcap cap_net_raw=ep /bin/ping', starts('`add: [NET_RAW]`', '/bin/ping')],
  ['setcap cap_net_bind_service+p /usr/bin/app', 'it gives privileges of root to each user who starts the file'],
  ['setcap -q cap_net_raw+ep /bin/ping', starts('`add: [NET_RAW]`', '/bin/ping')],
  ['setcap - /usr/bin/app', 'it gives privileges of root to each user who starts the file'],
])('refuses %s', (command, detail) => {
  const found = dockerfileCapabilities.checkDockerfile(dockerfile('FROM a:1', `RUN ${command}`));
  expect(found.map((violation) => violation.detail)).toEqual([detail]);
});

test('checks ONBUILD and every stage, since COPY keeps file capabilities', () => {
  const lines = ['RUN setcap cap_net_raw=+ep /a', 'ONBUILD RUN setcap cap_chown+ep /b', 'FROM b:1', 'COPY --from=0 /a /'];
  expect(foundBehindFrom(dockerfileCapabilities, ...lines)).toEqual(['2 RUN setcap cap_net_raw=+ep /a', '3 ONBUILD RUN setcap cap_chown+ep /b']);
});

test.each(['setcap -r /usr/bin/app', 'setcap -v cap_net_bind_service=+ep /app', 'setcap -qv cap_net_raw+ep /app', 'getcap /usr/bin/app', 'echo setcap', 'apk add libcap-setcap'])('accepts %s', (command) => {
  expect(foundBehindFrom(dockerfileCapabilities, `RUN ${command}`)).toEqual([]);
});
