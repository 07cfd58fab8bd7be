import { foundInFile } from './found';
import { dockerfileUserRange } from '../../../../src/policy/controls/dockerfile/dockerfile-user-range';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each([
  '4294967296', '2147483648', '99999999999', '99999999999999999999999', '1000:4294967296', '-1', '-4294967296', '+2147483648', 'app:2147483648',
])('refuses USER %s', (user) => expect(foundInFile(dockerfileUserRange, 'FROM a:1', `USER ${user}`)).toEqual([`2 USER ${user}`]));

test('refuses a number in ONBUILD, and from a variable', () => {
  expect(foundInFile(dockerfileUserRange, 'FROM a:1', 'ARG U=4294967296', 'USER $U', 'ONBUILD USER 2147483648')).toEqual(['3 USER 4294967296', '4 ONBUILD USER 2147483648']);
});

test.each(['0', '1', '65535', '2147483647', '2147483647:2147483647', 'app', 'app:app', '$UID', ''])('accepts USER %s', (user) => {
  expect(foundInFile(dockerfileUserRange, 'FROM a:1', `USER "${user}"`)).toEqual([]);
});

test('names the number', () => {
  const [{ detail }] = dockerfileUserRange.checkDockerfile(dockerfile('FROM a:1', 'USER 4294967296:4294967297'));
  expect(detail).toBe('not between 0 and 2147483647: 4294967296, 4294967297');
});
