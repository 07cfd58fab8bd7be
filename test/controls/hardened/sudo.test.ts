import { sudo } from '../../../src/controls/hardened/sudo';
import { CONTAINER_LISTS } from '../../../src/manifest/pod';
import { found } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

test.each([
  [['sudo', 'nginx'], 0],
  [['/usr/bin/sudo', '-u', 'app'], 0],
  [['/bin/sudo', 'nginx'], 0],
  [['sudo nginx'], 0],
  [['env', 'A=b', 'sudo', 'nginx'], 2],
  [['sh', '-c', 'sudo nginx'], 2],
  [['sh', '-ec', 'cd /a && sudo nginx'], 2],
  [['sh', '-cex', 'cd /a && sudo nginx'], 2],
  [['bash', '-c', 'x=$(sudo id)\n:'], 2],
  [['sh', '-c', 'exec /usr/bin/sudo nginx'], 2],
])('%j calls sudo', (words, index) => {
  expect(found(sudo, podWith({ command: words }))).toEqual([`spec.containers[1].command[${index}]`]);
  expect(found(sudo, podWith({ args: words }))).toEqual([`spec.containers[1].args[${index}]`]);
});

test.each([
  [['nginx', '-g', 'daemon off;']],
  [['sudoku']],
  [['nosudo', '--sudo', 'pseudo']],
  [['echo', 'do not use sudo']],
  [['app', '-comment', 'do not use sudo']],
  [['app', '--desc', 'do not use sudo']],
  [['sh', '-c', 'sudoku; ./sudo.sh; pseudo; no-sudo']],
  [['cat', '/etc/sudo']],
  [[['sudo']]],
  [[['-c'], 'exec sudo']],
])('%j does not', (words) => {
  expect(found(sudo, podWith({ command: words, args: words }))).toEqual([]);
});

test('reads command and args as one line', () => {
  expect(found(sudo, podWith({ command: ['bash', '-e', '-c'], args: ['cd / && sudo id'] }))).toEqual(['spec.containers[1].args[0]']);
  expect(found(sudo, podWith({ command: ['no sudo', '-c'] }))).toEqual([]);
  expect(found(sudo, podWith({ command: ['sudo'], args: ['sudo'] })))
    .toEqual(['spec.containers[1].command[0]', 'spec.containers[1].args[0]']);
});

test.each(CONTAINER_LISTS)('judges %s', (list) => {
  expect(found(sudo, podWith({ command: ['sudo'] }, list))).toEqual([`${PLACE[list]}.command[0]`]);
});

test.each(ODD_LISTS)('survives command and args of %p', (words) => {
  expect(found(sudo, podWith({ command: words, args: words }))).toEqual([]);
});
