import { foundBehindFrom, foundInFile } from './found';
import { dockerfileUserName } from '../../../../src/policy/controls/dockerfile/dockerfile-user-name';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each(['app', 'app:app', 'app:1', '1001 # me', '1a'])('refuses USER %s', (user) => {
  expect(foundBehindFrom(dockerfileUserName, `USER ${user}`)).toEqual([`2 USER ${user}`]);
});

test.each(['1', '1:app', '"1001"', '""', '0', 'root', 'root:root', '$USER', '${U}:1'])('accepts USER %s', (user) => {
  expect(foundBehindFrom(dockerfileUserName, `USER ${user}`)).toEqual([]);
});

test('accepts no USER, and a name before a number', () => {
  expect(foundBehindFrom(dockerfileUserName, 'RUN a')).toEqual([]);
  expect(foundBehindFrom(dockerfileUserName, 'USER app', 'USER 1')).toEqual([]);
});

test('refuses the name that a known base image has as its USER', () => {
  expect(foundInFile(dockerfileUserName, 'FROM prom/alertmanager:v0.28.0 AS one', 'FROM one')).toEqual(['2 undefined']);
  expect(dockerfileUserName.checkDockerfile(dockerfile('FROM prom/alertmanager:v0.28.0'))).toMatchObject([
    { detail: 'the USER of prom/alertmanager:v0.28.0 is a name, but the kubelet needs a number' },
  ]);
  expect(foundInFile(dockerfileUserName, 'FROM prom/alertmanager:v0.28.0', 'USER 1')).toEqual([]);
});

test('refuses a name in ONBUILD', () => {
  expect(foundBehindFrom(dockerfileUserName, 'USER 1', 'ONBUILD USER app')).toEqual(['3 ONBUILD USER app']);
});

test('accepts a name with uid 0, which has its own control', () => expect(foundBehindFrom(dockerfileUserName, 'RUN useradd -ou0 toor', 'USER toor')).toEqual([]));

test('the remedy contains the number of the name', () => {
  expect(dockerfileUserName.checkDockerfile(dockerfile('FROM alpine:3.22', 'RUN useradd -u 1001 app', 'USER app:app'))).toMatchObject([{ remedy: 'write `USER 1001`' }]);
});

test.each<[string, string]>([
  ['useradd -u 1001 app', '1001'],
  ['useradd -u 5000 -g app worker && useradd -mu 1001 -g app app', '1001'],
  ['useradd -u 1000 app && usermod -aG video app && usermod -u 1001 app', '1001'],
  ['useradd -u 1000 app && userdel -r app && useradd -ms /bin/sh -u1001 app', '1001'],
  ['adduser --system --uid 1001 --ingroup app --disabled-password --gecos "" app', '1001'],
  ['adduser -D -u 1001 app && adduser app wheel', '1001'],
  ['groupadd -g 7 app && useradd --uid=1001 --gid 7 app', '1001'],
  ['addgroup -S app && adduser -S -D -u1001 -G app app', '1001'],
  ['adduser app --uid 1001', '1001'],
])('names the number from `%s`', (command, uid) => {
  const [{ detail }] = dockerfileUserName.checkDockerfile(dockerfile('FROM alpine:3.22', `RUN ${command}`, 'USER app'));
  expect(detail).toBe(`it is a name, but the kubelet needs its number, ${uid}`);
});

test.each(['useradd app', 'useradd -u 1001 other', 'useradd -G app -u 1001 dev', 'useradd -u 1001 -c app svc', 'useradd -u 1001 app; deluser app', 'adduser app other', 'useradd -u $UID app'])('names no number if `%s` sets none', (command) => {
  const [{ detail }] = dockerfileUserName.checkDockerfile(dockerfile('FROM alpine:3.22', `RUN ${command}`, 'USER app'));
  expect(detail).toBe('it is a name, but the kubelet needs a number');
});
