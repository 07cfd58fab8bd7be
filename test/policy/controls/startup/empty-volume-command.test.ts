import { FILLED, podWith } from './empty-volumes';
import { emptyVolumeCommand } from '../../../../src/policy/controls/startup/empty-volume-command';
import { found } from '../support';

test.each<[string, object]>([
  ['an absolute path', { command: ['/app/server'] }],
  ['a denormalized path', { command: ['//app/./bin/../server', 'x'] }],
  ['a path relative to the working directory', { command: ['./server'], workingDir: '/app' }],
])('reports %s', (_, fields) => {
  expect(found(emptyVolumeCommand, podWith(fields))).toEqual(['spec.containers[0].command[0]']);
  expect(found(emptyVolumeCommand, podWith(fields, undefined, 'initContainers'))).toEqual(['spec.initContainers[0].command[0]']);
});

test.each<[string, object]>([
  ['a path outside the volume', { command: ['/application/server'] }],
  ['a program name', { command: ['server'], workingDir: '/app' }],
  ['a relative path without a working directory', { command: ['./server'] }],
  ['a relative path with a relative working directory', { command: ['./server'], workingDir: 'app' }],
  ['a path with a variable', { command: ['/app/$(NAME)'] }],
  ['no command', {}],
  ['null', { command: null }],
  ['an empty command', { command: [] }],
  ['a malformed command', { command: '/app/server' }],
  ['a malformed program', { command: [7] }],
  ['malformed mounts', { command: ['/app/server'], volumeMounts: [null, 7] }],
  ['no mounts', { command: ['/app/server'], volumeMounts: null }],
])('accepts %s', (_, fields) => {
  expect(found(emptyVolumeCommand, podWith(fields))).toEqual([]);
});

test('ignores ephemeral containers', () => {
  expect(found(emptyVolumeCommand, podWith({ command: ['/app/server'] }, undefined, 'ephemeralContainers'))).toEqual([]);
});

test.each(FILLED)('accepts a volume %s', (_, change) => {
  expect(found(emptyVolumeCommand, podWith({ command: ['/app/x/server'], workingDir: '/app/x' }, change))).toEqual([]);
});

test('a volume that has only a name counts as empty', () => {
  const manifest = podWith({ command: ['/app/server'] }, (spec) => { spec.volumes[2] = { name: 'app' }; });
  expect(found(emptyVolumeCommand, manifest)).toEqual(['spec.containers[0].command[0]']);
});
