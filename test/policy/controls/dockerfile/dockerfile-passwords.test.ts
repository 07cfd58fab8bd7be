import { foundBehindFrom } from './found';
import { dockerfilePasswords } from '../../../../src/policy/controls/dockerfile/dockerfile-passwords';

test.each([
  ['echo app:hunter2 | chpasswd', 'chpasswd'], ['passwd -d app', 'passwd -d app'], ['passwd --delete', 'passwd -d root'], ['echo x | passwd --stdin app', 'passwd app'],
  ['useradd -m -p hash app', 'useradd -p (hidden) app'], ['usermod --password=hash app', 'usermod -p (hidden) app'], ['usermod --password hash app', 'usermod -p (hidden) app'],
  ['useradd -mp "" app', 'useradd -p (hidden) app'], ["usermod -p '!hash' app", 'usermod -p (hidden) app'], ["usermod -p 'hash*' app", 'usermod -p (hidden) app'],
  ['groupadd -p hash app', 'groupadd -p (hidden) app'], ['groupmod --password=hash app', 'groupmod -p (hidden) app'], ['passwd --expired app', 'passwd app'], ['passwd --un-lock app', 'passwd app'],
  ['passwd --not-delete app', 'passwd app'], ['passwd --deleted app', 'passwd app'], ['passwd --stdin app b', 'passwd app b'],
])('refuses %s', (command, value) => expect(foundBehindFrom(dockerfilePasswords, `RUN ${command}`)).toEqual([`2 RUN ${value}`]));

test.each([
  'passwd -l root', 'passwd --lock app', 'passwd -S', 'useradd -m app', 'adduser -D app', 'usermod -p \'!\' app', 'useradd --password=\'*\' app', 'usermod -aG video app', 'cat /etc/passwd', 'mkpasswd',
  'passwd --status', 'passwd -e app', 'passwd --expire app', "usermod -p '!!' app", 'useradd -pm hash app', 'useradd --passwords hash app', 'useradd --no-password hash app', 'useradd a-p hash app',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfilePasswords, `RUN ${command}`)).toEqual([]));
