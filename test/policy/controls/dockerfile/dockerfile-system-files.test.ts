import { foundBehindFrom } from './found';
import { dockerfileSystemFiles } from '../../../../src/policy/controls/dockerfile/dockerfile-system-files';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each(['chown -R app /', 'chown app:app /etc', 'chown 10001:0 /etc/passwd', 'chown -R app /usr /srv', 'install -d -o app /usr/bin', 'chmod g+w /etc/passwd', 'chmod g=u /etc/passwd', 'chmod 664 /etc/group', 'cd / && chown -R 1000 .', 'cd /etc && chown 1000 passwd'])(
  'refuses %s', (command) => expect(foundBehindFrom(dockerfileSystemFiles, `RUN ${command}`)).toEqual([`2 RUN ${command}`]));

test.each([
  'chown -R app /srv/app', 'chown -R root:root /', 'chown 0:0 /etc', 'chown -R app /etc/nginx', 'chmod 644 /etc/passwd', 'chmod g+w /srv/passwd', 'chmod g+w /etc/passwd && chmod 644 /etc/passwd',
  'chown app $DIRECTORY', 'chmod 666 /etc/passwd', 'cd /srv && chown -R 1000 .', 'cd / && cd $X && chown -R 1000 .',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileSystemFiles, `RUN ${command}`)).toEqual([]));

test.each([
  '/', '/bin', '/boot', '/etc', '/lib', '/lib64', '/root', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/sbin', '/etc/ssl', '/etc/pam.d', '/etc/ld.so.conf.d', '/etc/profile.d',
  '/etc/passwd', '/etc/shadow', '/etc/group', '/etc/gshadow',
])('%s must belong to root', (path) => {
  expect(foundBehindFrom(dockerfileSystemFiles, `RUN chown app ${path}`)).toEqual([`2 RUN chown app ${path}`]);
  expect(dockerfileSystemFiles.checkDockerfile(dockerfile('FROM alpine:3.22', `RUN chown app ${path}`)).map(({ allowKey }) => allowKey)).toEqual([`app ${path}`]);
});

test.each(['chmod 644 /etc/passwd && chmod g+w /etc/passwd', 'chmod g+w /etc/passwd && chmod 644 /etc/group', 'chmod g+w /etc/passwd && chmod 664 /etc/passwd', 'chmod g+w /etc/passwd && chmod g+w /etc/passwd'])(
  'the last mode counts: %s', (command) => expect(foundBehindFrom(dockerfileSystemFiles, `RUN ${command}`)).not.toEqual([]));
test.each(['chmod u+w /etc/passwd', 'chmod g+r /etc/passwd', 'chmod g-w /etc/passwd'])(
  'accepts %s', (command) => expect(foundBehindFrom(dockerfileSystemFiles, `RUN ${command}`)).toEqual([]));
