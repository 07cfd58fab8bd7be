import { FILLED, podWith } from './empty-volumes';
import { emptyVolumeWorkingDir } from '../../../../src/policy/controls/startup/empty-volume-working-dir';
import { found } from '../support';

test.each(['/app', '/app/', '/app/sub', 'app'])('reports %s', (workingDir) => {
  expect(found(emptyVolumeWorkingDir, podWith({ workingDir }))).toEqual(['spec.containers[0].workingDir']);
});

test.each<[string, object]>([
  ['a directory outside the volume', { workingDir: '/application' }],
  ['/tmp', { workingDir: '/tmp', volumeMounts: [{ name: 'app', mountPath: '/tmp' }] }],
  ['one below /tmp', { workingDir: '/tmp/x', volumeMounts: [{ name: 'app', mountPath: '/tmp' }] }],
  ['no working directory', {}],
  ['null', { workingDir: null }],
  ['a malformed directory', { workingDir: 7 }],
])('accepts %s', (_, fields) => {
  expect(found(emptyVolumeWorkingDir, podWith(fields))).toEqual([]);
});

test.each(FILLED)('accepts a volume %s', (_, change) => {
  expect(found(emptyVolumeWorkingDir, podWith({ command: ['/app/x/server'], workingDir: '/app/x' }, change))).toEqual([]);
});

test.each<[unknown, unknown]>([
  [undefined, undefined],
  [undefined, ['/etc/app.yaml']],
  [[], []],
  [['npm', 'start'], undefined],
  [['./server'], undefined],
  [['/usr/bin/node', 'server.js'], undefined],
  [['/usr/bin/node'], ['lib/server']],
  [['/bin/app'], ['--config=conf/app.yaml']],
  [['/bin/app'], ['--config=./app']],
  [['/bin/app', '-c', '../app'], []],
  [['/bin/sh', '-c', 'exec app'], undefined],
  [['/bin/app'], [7]],
  [[7, '/bin/app'], undefined],
  [['/bin/app'], ['my-app.yaml']],
])('reports a program that may be looked up there: command %j, args %j', (command, args) => {
  expect(found(emptyVolumeWorkingDir, podWith({ workingDir: '/app', command, args }))).toEqual(['spec.containers[0].workingDir']);
});

test.each<[unknown, unknown]>([
  [['/usr/bin/app'], undefined],
  [['/usr/bin/app', 'serve', '--verbose', '-p', '8080'], null],
  [['/usr/bin/app'], ['--config=/etc/app.yaml', '/srv/data', '$(POD_NAME)']],
  [['/usr/bin/app'], ['--url=https://example.com/a.html', 'http://127.0.0.1:80/x', 's3://bucket/key']],
  [['/usr/bin/app'], ['--log.level', 'info', '--ratio=1.5', '--listen=app.local:8080']],
])('accepts a program that cannot be looked up there: command %j, args %j', (command, args) => {
  expect(found(emptyVolumeWorkingDir, podWith({ workingDir: '/app', command, args }))).toEqual([]);
});
