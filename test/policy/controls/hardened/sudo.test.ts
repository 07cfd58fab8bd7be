import { toFieldPath } from '../../../../src/formats/manifest/paths';
import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { sudo } from '../../../../src/policy/controls/hardened/sudo';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, violations } from '../support';
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
  [['exec', 'sudo', 'nginx'], 1],
  [['tini', '--', 'timeout', '5', 'sudo', 'nginx'], 4],
  [['/docker-entrypoint.sh', 'sudo', 'nginx'], 1],
  [['env', '-S', 'sudo nginx'], 1],
  [['runuser', '-u', 'app', '--', 'sudo', 'nginx'], 4],
  [['runuser', '-u', 'sudo', '--', 'sudo', 'nginx'], 4],
  [['find', '/', '-exec', 'sudo', 'rm', '{}', ';'], 3],
  [['sh', '-c', 'if a; then echo b | sudo tee c; fi'], 2],
])('reports %j, which calls sudo', (words, index) => {
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
  [['useradd', '-G', 'sudo', 'app']],
  [['apt-get', 'install', 'sudo']],
  [['sh', '-c', 'adduser app sudo; echo "do not use sudo"; id -nG # | sudo']],
  [['env', 'A=sudo', 'app', 'sudo']],
  [['sh', '-c', 'exec "$0" "$@"', 'a', 'sudo']],
  [['/run.shell', 'sudo', 'app']],
  [[...Array(20).fill('env'), 'echo', 'sudo']],
  [[['sudo']]],
  [[['sudo'], 'no sudo']],
  [[['-c'], 'exec sudo']],
])('accepts %j', (words) => {
  expect(found(sudo, podWith({ command: words, args: words }))).toEqual([]);
});

test('evaluates command and args as one command line', () => {
  expect(found(sudo, podWith({ command: ['bash', '-e', '-c'], args: ['cd / && sudo id'] }))).toEqual(['spec.containers[1].args[0]']);
  expect(found(sudo, podWith({ command: ['no sudo', '-c'] }))).toEqual([]);
  expect(found(sudo, podWith({ command: ['-c', 'sudo id'] }))).toEqual([]);
  expect(found(sudo, podWith({ command: ['sudo'], args: ['sudo'] })))
    .toEqual(['spec.containers[1].command[0]', 'spec.containers[1].args[0]']);
});

test.each(['-c', '-ec', '-xec', '-ceu'])('evaluates args as a script of the image\'s shell behind %s', (flag) => {
  expect(found(sudo, podWith({ args: [flag, 'sudo id'] }))).toEqual(['spec.containers[1].args[1]']);
});

test.each(['--c', 'app-c', '-config', '-c=a', '-C'])('evaluates args behind %s as those of a program', (flag) => {
  expect(found(sudo, podWith({ args: [flag, 'sudo id'] }))).toEqual([]);
});

test('reports any mention of sudo in commands that are nested too deeply', () => {
  expect(found(sudo, podWith({ command: [...Array(30).fill('env'), 'x', 'sudo'] }))).toEqual(['spec.containers[1].command[31]']);
  expect(found(sudo, podWith({ command: [...Array(21).fill('env'), 'sudo'] }))).toEqual(['spec.containers[1].command[21]']);
  expect(found(sudo, podWith({ command: ['sudo', ...Array(30).fill('env'), 'x'] }))).toEqual(['spec.containers[1].command[0]']);
  expect(found(sudo, podWith({ command: [...Array(30).fill('env'), 'x'], args: [] }))).toEqual([]);
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(sudo, podWith({ command: ['sudo'] }, list))).toEqual([`${PLACE[list]}.command[0]`]);
});

test.each(ODD_LISTS)('survives command and args of %p', (words) => {
  expect(found(sudo, podWith({ command: words, args: words }))).toEqual([]);
});

test.each([
  [{ command: ['sh', '-c', 'sudo -u root A=hunter2 app --init hunter2'] }, '(script)', 'sudo app', 'it calls sudo app'],
  [{ command: ['sh', '-c', 'A=hunter2;sudo'] }, '(script)', 'sudo', 'it calls sudo'],
  [{ command: ['sh', '-c', 'sudo a hunter2; b; /bin/sudo c | sudo a'] }, '(script)', 'sudo a, sudo c', 'it calls sudo a, sudo c'],
  [{ args: ['sudo app hunter2'] }, '(script)', 'sudo app', 'it calls sudo app'],
  [
    { command: ['sh', '-c', `sudo app hunter2 ${'"$(a '.repeat(20)}`] }, '(script)', 'sudo in a script that cannot be read',
    'the script is nested too deeply to be read: move it into a file of the image',
  ],
  [{ command: ['/usr/bin/sudo', 'app', 'hunter2'] }, '/usr/bin/sudo', undefined, undefined],
])('shows no other word of %j', (container, value, allowKey, detail) => {
  expect(violations(sudo, podWith(container))).toMatchObject([{ value, ...allowKey && { allowKey }, ...detail && { detail } }]);
});

test('reports a script that mentions sudo and cannot be read, with the reason', () => {
  const scriptOf = (word: string) => ['sh', '-c', `echo ${word} ${'"$(a '.repeat(20)}`];
  const [{ path, detail }] = evaluate(podWith({ command: scriptOf('sudo') }), profileOf('hardened')).filter(({ control }) => control === sudo);
  expect(toFieldPath(path)).toBe('spec.containers[1].command[2]');
  expect(detail).toBe('the script is nested too deeply to be read: move it into a file of the image');
  expect(found(sudo, podWith({ command: scriptOf('nothing') }))).toEqual([]);
});
