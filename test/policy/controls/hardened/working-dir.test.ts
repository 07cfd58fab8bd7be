import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { workingDir } from '../../../../src/policy/controls/hardened/working-dir';
import { found } from '../support';
import { PLACE, podWith } from './pod-with';

test.each(['/proc/self/fd/8', '/proc/self/fd', '/proc/self/fd/../fd/7', '//proc/1/cwd/etc', '/proc/thread-self/task/7/root', '/dev/fd/9', '/proc/self/./fd/9/'])('reports %s', (directory) => {
  CONTAINER_LISTS.forEach((list) => expect(found(workingDir, podWith({ workingDir: directory }, list))).toEqual([`${PLACE[list]}.workingDir`]));
});

test.each(['/app', '/proc', '/proc/self', '/proc/self/fdinfo', '/app/proc/self/fd/8', '/dev/shm', '', null, 7])('accepts %p', (directory) => {
  expect(found(workingDir, podWith({ workingDir: directory }))).toEqual([]);
});
