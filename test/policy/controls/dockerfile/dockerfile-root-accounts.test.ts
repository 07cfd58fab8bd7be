import { foundBehindFrom } from './found';
import { dockerfileRootAccounts } from '../../../../src/policy/controls/dockerfile/dockerfile-root-accounts';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each([
  ['usermod -o -u 0 app', 'usermod -u 0 app'], ['useradd -o -u 0 toor', 'useradd -u 0 toor'], ['useradd -ou0 toor', 'useradd -u 0 toor'], ['adduser --uid 0 toor', 'adduser -u 0 toor'],
  ['useradd --non-unique --uid=0 toor', 'useradd -u 0 toor'], ['useradd -u 00 toor', 'useradd -u 0 toor'], ['usermod -u 0', 'usermod -u 0'],
  ['useradd -u 0 -o -c "not shown" toor', 'useradd -u 0 toor'], ['adduser -D -u 0 -g hidden toor', 'adduser -u 0 toor'],
])('refuses %s', (command, value) => expect(foundBehindFrom(dockerfileRootAccounts, `RUN ${command}`)).toEqual([`2 RUN ${value}`]));

test.each([
  ['echo "toor:x:0:0::/:/bin/sh" >> /etc/passwd', '> /etc/passwd', 'toor'],
  ['echo "toor:x:000:0::/:/bin/sh" >> /etc/passwd', '> /etc/passwd', 'toor'],
  ['printf "a:x:1:1::/:\\nb::0:0::/:\\n" >>/etc/passwd', '> /etc/passwd', 'b'],
  ['printf "a::0:0::/:\\nb::0:0::/:\\n" >>/etc/passwd', '> /etc/passwd', 'a, b'],
  ["sed -i 's/^app:x:1000:/app:x:0:/' /etc/passwd", 'sed /etc/passwd', 'app'],
])('refuses %s', (command, value, names) => {
  const found = dockerfileRootAccounts.checkDockerfile(dockerfile('FROM a:1', `RUN ${command}`));
  expect(found.map((each) => [each.value, each.allowKey])).toEqual([[`RUN ${value}`, `/etc/passwd: ${names}`]]);
});

test('explains what is wrong', () => {
  const details = dockerfileRootAccounts.checkDockerfile(dockerfile('FROM a:1', 'RUN useradd -o -u 0 toor && echo "toor:x:0:0::/:" >> /etc/passwd')).map(({ detail }) => detail);
  expect(details).toEqual(['"toor" gets uid 0', '"toor" gets uid 0']);
});

test.each([
  'usermod -u 1000 app', 'useradd -u 10001 -g 0 app', 'useradd -o -u 0 root', 'echo "app:x:10001:0::/:/bin/sh" >> /etc/passwd', 'echo "root:x:0:0::/:" > /etc/passwd',
  "grep '^toor:x:0:' /etc/passwd", "sed -i 's/^root:x:0:0:root:/root:x:0:0:nobody:/' /etc/passwd", "sed -i '/^toor:x:0:/d' /etc/passwd", 'echo toor:x:0:0 > /etc/other', 'adduser app wheel',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileRootAccounts, `RUN ${command}`)).toEqual([]));
