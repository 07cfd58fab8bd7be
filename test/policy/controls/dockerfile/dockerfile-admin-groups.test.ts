import { foundBehindFrom } from './found';
import { dockerfileAdminGroups } from '../../../../src/policy/controls/dockerfile/dockerfile-admin-groups';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each([
  ['usermod -aG sudo app', 'sudo'], ['usermod -a -G app,docker app', 'docker'], ['usermod --append --groups=wheel app', 'wheel'], ['useradd -m -G sudo -u 1000 app', 'sudo'],
  ['usermod -aG sudo -c hidden app', 'sudo'],
  ['useradd -g wheel app', 'wheel'], ['adduser app sudo', 'sudo'], ['adduser -G wheel -D app', 'wheel'], ['adduser --ingroup docker app', 'docker'], ['addgroup app docker', 'docker'],
  ['gpasswd -a app sudo', 'sudo'], ['gpasswd --add app docker', 'docker'], ['gpasswd -M app,b wheel', 'wheel'], ['groupmems -g sudo -a app', 'sudo'],
])('refuses %s', (command, group) => {
  expect(dockerfileAdminGroups.checkDockerfile(dockerfile('FROM a:1', `RUN ${command}`)).map(({ value, detail, allowKey }) => [value, detail, allowKey]))
    .toEqual([[expect.stringMatching(/^RUN (?:useradd|usermod|adduser|addgroup|gpasswd|groupmems) app(?:,b)?$/), `it adds a user to the group ${group}`, expect.stringMatching(`^${group}: app`)]]);
});

test.each([
  'usermod -aG app,video app', 'useradd sudo', 'adduser docker', 'addgroup docker', 'groupadd docker', 'gpasswd -d app sudo', 'gpasswd sudo', 'groupmems -g sudo -l', 'usermod -aG 0 app',
  'adduser app root', 'usermod -aG',
])('accepts %s', (command) => expect(foundBehindFrom(dockerfileAdminGroups, `RUN ${command}`)).toEqual([]));

test('accepts another stage', () => expect(foundBehindFrom(dockerfileAdminGroups, 'RUN adduser app sudo', 'FROM b:1')).toEqual([]));
