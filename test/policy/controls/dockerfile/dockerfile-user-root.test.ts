import { foundBehindFrom } from './found';
import { dockerfileUserRoot } from '../../../../src/policy/controls/dockerfile/dockerfile-user-root';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each(['root', '0', 'root:root', '0:1001', '00', '+0', '-0', '"root"'])('refuses USER %s', (user) => {
  expect(foundBehindFrom(dockerfileUserRoot, `USER ${user}`)).toEqual([`2 USER ${user.replaceAll('"', '')}`]);
});

test.each(['1', 'app', 'rooty', '1001:0', '$USER'])('accepts USER %s', (user) => expect(foundBehindFrom(dockerfileUserRoot, `USER ${user}`)).toEqual([]));

test('checks the last USER', () => {
  expect(foundBehindFrom(dockerfileUserRoot, 'USER 0', 'RUN a', 'USER 1')).toEqual([]);
  expect(foundBehindFrom(dockerfileUserRoot, 'USER 1', 'USER 0', 'ONBUILD USER 1')).toEqual(['3 USER 0']);
});

test('resolves variables with their defaults', () => {
  expect(foundBehindFrom(dockerfileUserRoot, 'ARG UID=0', 'USER ${UID}')).toEqual(['3 USER 0']);
  expect(foundBehindFrom(dockerfileUserRoot, 'ARG UID', 'USER ${UID:-0}')).toEqual(['3 USER 0']);
});

test.each([
  ['x0', '${A#x}'], ['0x', '${A%x}'], ['ax0', '${A##*x}'], ['0xa', '${A%%x*}'], ['x', '${A/x/0}'], ['xx', '${A//x/0}'], ['0', '${A:?no}'], ['0', '${A?no}'], ['0', '$A$@'], ['oo', 'r${A}t'],
])('with A=%s, %s is evaluated as builders resolve it', (value, user) => {
  expect(foundBehindFrom(dockerfileUserRoot, `ARG A=${value}`, `USER ${user}`)).toEqual([expect.stringMatching(/^3 USER (0|00|root)$/)]);
});

test('accepts root in another stage', () => expect(foundBehindFrom(dockerfileUserRoot, 'USER root', 'FROM alpine:3.22', 'USER 1')).toEqual([]));

test('refuses root in ONBUILD unless another USER follows it', () => {
  const lines = ['USER 1', 'ONBUILD USER root'];
  expect(foundBehindFrom(dockerfileUserRoot, ...lines)).toEqual(['3 ONBUILD USER root']);
  expect(foundBehindFrom(dockerfileUserRoot, ...lines, 'ONBUILD RUN a', 'ONBUILD USER 1')).toEqual([]);
  expect(foundBehindFrom(dockerfileUserRoot, ...lines, 'FROM alpine:3.22', 'USER 1')).toEqual([]);
});

test('names the program that runs as root', () => {
  const details = dockerfileUserRoot.checkDockerfile(dockerfile('FROM alpine:3.22', 'USER 0', 'ONBUILD USER 0')).map(({ detail }) => detail);
  expect(details).toEqual(['the program runs as root', 'the program of the images built on this one runs as root']);
});

test('refuses a name with uid 0', () => {
  expect(foundBehindFrom(dockerfileUserRoot, 'RUN useradd -o -u 0 toor', 'USER toor')).toEqual(['3 USER toor']);
});

test('accepts a Dockerfile without USER', () => expect(foundBehindFrom(dockerfileUserRoot, 'RUN a')).toEqual([]));
