import { foundBehindFrom } from './found';
import { dockerfileRootAccounts } from '../../../../src/policy/controls/dockerfile/dockerfile-root-accounts';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each([
  'usermod -o -u 0 app', 'useradd -o -u 0 toor', 'useradd -ou0 toor', 'adduser --uid 0 toor', 'useradd --non-unique --uid=0 toor', 'useradd -u 00 toor', 'usermod -u 0',
])('refuses %s', (command) => expect(foundBehindFrom(dockerfileRootAccounts, `RUN ${command}`)).toEqual([`2 RUN ${command}`]));

test.each([
  ['echo "toor:x:0:0::/:/bin/sh" >> /etc/passwd', 'echo toor:x:0:0::/:/bin/sh > /etc/passwd'],
  ['echo "toor:x:000:0::/:/bin/sh" >> /etc/passwd', 'echo toor:x:000:0::/:/bin/sh > /etc/passwd'],
  ['printf "a:x:1:1::/:\\nb::0:0::/:\\n" >>/etc/passwd', undefined],
  ["sed -i 's/^app:x:1000:/app:x:0:/' /etc/passwd", 'sed -i s/^app:x:1000:/app:x:0:/ /etc/passwd'],
])('refuses %s', (command, value) => {
  expect(foundBehindFrom(dockerfileRootAccounts, `RUN ${command}`)).toEqual(value === undefined ? [expect.any(String)] : [`2 RUN ${value}`]);
});

test('explains what is wrong', () => {
  const details = dockerfileRootAccounts.checkDockerfile(dockerfile('FROM a:1', 'RUN useradd -o -u 0 toor && echo "toor:x:0:0::/:" >> /etc/passwd')).map(({ detail }) => detail);
  expect(details).toEqual(['"toor" gets uid 0', 'it writes an account with uid 0 to /etc/passwd']);
});

test.each([
  'usermod -u 1000 app', 'useradd -u 10001 -g 0 app', 'useradd -o -u 0 root', 'echo "app:x:10001:0::/:/bin/sh" >> /etc/passwd', 'echo "root:x:0:0::/:" > /etc/passwd',
  "grep '^toor:x:0:' /etc/passwd", 'echo toor:x:0:0 > /etc/other', 'adduser app wheel',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileRootAccounts, `RUN ${command}`)).toEqual([]));
