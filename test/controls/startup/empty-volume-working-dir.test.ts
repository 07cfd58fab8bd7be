import { FILLED, podWith } from './empty-volumes';
import { emptyVolumeWorkingDir } from '../../../src/controls/startup/empty-volume-working-dir';
import { found } from '../support';

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

test.each(FILLED)('leaves a volume %s', (_, change) => {
  expect(found(emptyVolumeWorkingDir, podWith({ command: ['/app/x/server'], workingDir: '/app/x' }, change))).toEqual([]);
});
