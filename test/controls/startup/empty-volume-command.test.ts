import { FILLED, podWith } from './empty-volumes';
import { emptyVolumeCommand } from '../../../src/controls/startup/empty-volume-command';
import { found } from '../support';

test.each<[string, object]>([
  ['a path', { command: ['/app/server'] }],
  ['a path in another spelling', { command: ['//app/./bin/../server', 'x'] }],
  ['a path from the working directory', { command: ['./server'], workingDir: '/app' }],
])('finds %s', (_, fields) => {
  expect(found(emptyVolumeCommand, podWith(fields))).toEqual(['spec.containers[0].command[0]']);
  expect(found(emptyVolumeCommand, podWith(fields, undefined, 'initContainers'))).toEqual(['spec.initContainers[0].command[0]']);
});

test.each<[string, object]>([
  ['a path elsewhere', { command: ['/application/server'] }],
  ['a name', { command: ['server'], workingDir: '/app' }],
  ['a path from nobody knows where', { command: ['./server'] }],
  ['a path from a directory of nobody knows where', { command: ['./server'], workingDir: 'app' }],
  ['a path that a variable says', { command: ['/app/$(NAME)'] }],
  ['no command', {}],
  ['null', { command: null }],
  ['an empty command', { command: [] }],
  ['an odd command', { command: '/app/server' }],
  ['an odd program', { command: [7] }],
  ['odd mounts', { command: ['/app/server'], volumeMounts: [null, 7] }],
  ['no mounts', { command: ['/app/server'], volumeMounts: null }],
])('leaves %s', (_, fields) => {
  expect(found(emptyVolumeCommand, podWith(fields))).toEqual([]);
});

test('leaves ephemeral containers', () => {
  expect(found(emptyVolumeCommand, podWith({ command: ['/app/server'] }, undefined, 'ephemeralContainers'))).toEqual([]);
});

test.each(FILLED)('leaves a volume %s', (_, change) => {
  expect(found(emptyVolumeCommand, podWith({ command: ['/app/x/server'], workingDir: '/app/x' }, change))).toEqual([]);
});

test('a volume with nothing but a name is an empty one', () => {
  const manifest = podWith({ command: ['/app/server'] }, (spec) => { spec.volumes[2] = { name: 'app' }; });
  expect(found(emptyVolumeCommand, manifest)).toEqual(['spec.containers[0].command[0]']);
});
