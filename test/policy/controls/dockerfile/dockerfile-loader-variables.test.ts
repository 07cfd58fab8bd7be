import { foundBehindFrom } from './found';
import { dockerfileLoaderVariables } from '../../../../src/policy/controls/dockerfile/dockerfile-loader-variables';
import { dockerfile } from '../../../formats/dockerfile/support';

const loads = (path: string) => `it loads "${path}", which is world-writable`;

test.each([
  ['LD_PRELOAD=/usr/lib/libx.so.2', 'every program loads it'], ['LD_PRELOAD=/opt/lib/libjemalloc.so.2', 'every program loads it'],
  ['LD_PRELOAD=/usr/lib/libjemalloc.so.2:/opt/x.so', 'every program loads it'], ['LD_PRELOAD=/usr/lib/../../opt/libjemalloc.so', 'every program loads it'], ['LD_PRELOAD=libx.so', 'every program loads it'], ['LD_PRELOAD=$X', 'every program loads it'],
  ['LD_PRELOAD=/tmp/x.so', loads('/tmp/x.so')], ['LD_AUDIT=/var/tmp/x.so', loads('/var/tmp/x.so')],
  ['LD_LIBRARY_PATH=/usr/lib:/tmp/lib', loads('/tmp/lib')], ['LD_LIBRARY_PATH=/usr/../tmp', loads('/usr/../tmp')],
  ['BASH_ENV=/dev/shm/x', loads('/dev/shm/x')], ['NODE_OPTIONS="--require /tmp/x.js"', loads('/tmp/x.js')],
])('refuses ENV %s', (variable, detail) => {
  expect(dockerfileLoaderVariables.checkDockerfile(dockerfile('FROM a:1', `ENV A=1 ${variable}`)).map((violation) => [violation.value, violation.detail]))
    .toEqual([[`ENV ${variable.slice(0, variable.indexOf('='))}`, detail]]);
});

test('neither a finding nor its waiver has the other words of a variable, which may be secrets', () => {
  const [found] = dockerfileLoaderVariables.checkDockerfile(dockerfile('FROM a:1', 'ENV NODE_OPTIONS="--require /tmp/x.js --title=s3cr3t-title"'));
  expect(JSON.stringify(found)).not.toContain('s3cr3t');
  expect(found.allowKey).toBe('NODE_OPTIONS=/tmp/x.js');
});

test.each(['LD_PRELOAD=', 'LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libtcmalloc_minimal.so.4', 'LD_PRELOAD="/usr/lib/libjemalloc.so.2 /usr/local/lib/libmimalloc.so"', 'LD_PRELOAD=" "', 'A=1 LD_PRELOAD', 'LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH', 'BASH_ENV=/etc/x', 'NODE_OPTIONS=--diagnostic-dir=/tmp', 'LD_AUDIT=/usr/lib/x.so', 'A=/tmp'])('accepts ENV %s', (variable) => {
  expect(foundBehindFrom(dockerfileLoaderVariables, `ENV ${variable}`)).toEqual([]);
});

test('accepts ARG, and ENV in other stages', () => expect(foundBehindFrom(dockerfileLoaderVariables, 'ENV LD_PRELOAD=/a', 'FROM b:1', 'ARG LD_PRELOAD=/a')).toEqual([]));
