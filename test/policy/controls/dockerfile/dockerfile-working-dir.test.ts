import { foundBehindFrom } from './found';
import { dockerfileWorkingDir } from '../../../../src/policy/controls/dockerfile/dockerfile-working-dir';

test.each(['/proc/self/fd/8', '/proc/self/fd/', '/dev/fd/7', '/proc/1/cwd'])('refuses %s', (path) => {
  expect(foundBehindFrom(dockerfileWorkingDir, `WORKDIR ${path}`)).toEqual([`2 WORKDIR ${path}`]);
});

test('follows relative paths', () => expect(foundBehindFrom(dockerfileWorkingDir, 'WORKDIR /proc/self', 'WORKDIR fd/8')).toEqual(['3 WORKDIR fd/8']));

test.each(['/app', '/proc', '/dev/shm', '$HOME', '/srv/proc/self/fd/8'])('accepts %s', (path) => {
  expect(foundBehindFrom(dockerfileWorkingDir, `WORKDIR ${path}`)).toEqual([]);
});
