import { foundBehindFrom } from './found';
import { dockerfileLoaderVariables } from '../../../../src/policy/controls/dockerfile/dockerfile-loader-variables';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each([
  ['LD_PRELOAD=/usr/lib/libjemalloc.so.2', 'every program loads it'], ['LD_PRELOAD=libx.so', 'every program loads it'], ['LD_PRELOAD=$X', 'every program loads it'],
  ['LD_PRELOAD=/tmp/x.so', 'every user may write "/tmp/x.so"'], ['LD_AUDIT=/var/tmp/x.so', 'every user may write "/var/tmp/x.so"'],
  ['LD_LIBRARY_PATH=/usr/lib:/tmp/lib', 'every user may write "/tmp/lib"'], ['LD_LIBRARY_PATH=/usr/../tmp', 'every user may write "/usr/../tmp"'],
  ['BASH_ENV=/dev/shm/x', 'every user may write "/dev/shm/x"'], ['NODE_OPTIONS="--require /tmp/x.js"', 'every user may write "/tmp/x.js"'],
])('refuses ENV %s', (variable, detail) => {
  expect(dockerfileLoaderVariables.checkDockerfile(dockerfile('FROM a:1', `ENV A=1 ${variable}`)).map((violation) => [violation.value, violation.detail]))
    .toEqual([[`ENV ${variable.replaceAll('"', '')}`, detail]]);
});

test.each(['LD_PRELOAD=', 'LD_PRELOAD=" "', 'A=1 LD_PRELOAD', 'LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH', 'BASH_ENV=/etc/x', 'NODE_OPTIONS=--diagnostic-dir=/tmp', 'LD_AUDIT=/usr/lib/x.so', 'A=/tmp'])('accepts ENV %s', (variable) => {
  expect(foundBehindFrom(dockerfileLoaderVariables, `ENV ${variable}`)).toEqual([]);
});

test('accepts ARG, and ENV in other stages', () => expect(foundBehindFrom(dockerfileLoaderVariables, 'ENV LD_PRELOAD=/a', 'FROM b:1', 'ARG LD_PRELOAD=/a')).toEqual([]));
