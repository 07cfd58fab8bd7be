import { foundInFile } from './found';
import { dockerfileUserGroup } from '../../../../src/policy/controls/dockerfile/dockerfile-user-group';

test.each(['1000:0', '1000:root', 'app:0', '1000:00', '1000:+0', '"1000:0"'])('refuses USER %s', (user) => {
  expect(foundInFile(dockerfileUserGroup, 'FROM a:1', `USER ${user}`)).toEqual([`2 USER ${user.replaceAll('"', '')}`]);
});

test('refuses a group in ONBUILD, and from a variable', () => {
  expect(foundInFile(dockerfileUserGroup, 'FROM a:1', 'ENV U=7:0', 'USER $U', 'ONBUILD USER 8:0')).toEqual(['3 USER 7:0', '4 ONBUILD USER 8:0']);
});

test.each(['1000', '1000:1000', '1000:app', '0:0', 'root:root', '1000:$GID'])('accepts USER %s', (user) => {
  expect(foundInFile(dockerfileUserGroup, 'FROM a:1', `USER ${user}`)).toEqual([]);
});
