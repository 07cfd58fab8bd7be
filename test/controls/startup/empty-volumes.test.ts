import { emptyVolumeCommand } from '../../../src/controls/startup/empty-volume-command';
import { emptyVolumeWorkingDir } from '../../../src/controls/startup/empty-volume-working-dir';
import { found, goodContainer, goodPod } from '../support';

/** A container with an emptyDir of its own at /app. */
const podWith = (fields: object, change: (spec: any) => void = () => {}, list = 'containers') => goodPod((spec) => {
  spec.volumes.push({ name: 'app', emptyDir: {} });
  (spec[list] ??= []).unshift({ ...goodContainer('app'), volumeMounts: [{ name: 'app', mountPath: '/app/' }], ...fields });
  change(spec);
});

describe('empty-volume-command', () => {
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
});

describe('empty-volume-working-dir', () => {
  test.each(['/app', '/app/', '/app/sub', 'app'])('finds %s', (workingDir) => {
    expect(found(emptyVolumeWorkingDir, podWith({ workingDir }))).toEqual(['spec.containers[0].workingDir']);
  });

  test.each<[string, object]>([
    ['one elsewhere', { workingDir: '/application' }],
    ['/tmp', { workingDir: '/tmp', volumeMounts: [{ name: 'app', mountPath: '/tmp' }] }],
    ['one below /tmp', { workingDir: '/tmp/x', volumeMounts: [{ name: 'app', mountPath: '/tmp' }] }],
    ['none', {}],
    ['null', { workingDir: null }],
    ['an odd one', { workingDir: 7 }],
  ])('leaves %s', (_, fields) => {
    expect(found(emptyVolumeWorkingDir, podWith(fields))).toEqual([]);
  });
});

test.each<[string, (spec: any) => void]>([
  ['that an init container fills', (spec) => { spec.initContainers[0].volumeMounts.push({ name: 'app', mountPath: '/out' }); }],
  ['that another container fills', (spec) => { spec.containers[1].volumeMounts.push({ name: 'app', mountPath: '/out' }); }],
  ['that is a claim', (spec) => { spec.volumes[2] = { name: 'app', persistentVolumeClaim: { claimName: 'x' } }; }],
  ['that is a ConfigMap', (spec) => { spec.volumes[2] = { name: 'app', configMap: { name: 'x' } }; }],
  ['that nobody declares', (spec) => { spec.volumes.pop(); }],
  ['below which something else is mounted', (spec) => { spec.volumes.push({ name: 'x', configMap: {} }); spec.containers[0].volumeMounts.push({ name: 'x', mountPath: '/app/x' }); }],
])('both leave a volume %s', (_, change) => {
  const manifest = podWith({ command: ['/app/x/server'], workingDir: '/app/x' }, change);
  expect(found(emptyVolumeCommand, manifest)).toEqual([]);
  expect(found(emptyVolumeWorkingDir, manifest)).toEqual([]);
});

test('a volume with nothing but a name is an empty one', () => {
  const manifest = podWith({ command: ['/app/server'] }, (spec) => { spec.volumes[2] = { name: 'app' }; });
  expect(found(emptyVolumeCommand, manifest)).toEqual(['spec.containers[0].command[0]']);
});
