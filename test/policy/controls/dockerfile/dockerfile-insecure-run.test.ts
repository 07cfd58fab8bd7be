import { foundBehindFrom } from './found';
import { dockerfileInsecureRun } from '../../../../src/policy/controls/dockerfile/dockerfile-insecure-run';
import { dockerfile } from '../../../formats/dockerfile/support';

test('refuses the flag in every stage and in ONBUILD', () => {
  expect(foundBehindFrom(dockerfileInsecureRun, 'RUN --security=insecure a', 'FROM b:1', 'ONBUILD RUN --security=insecure b', 'RUN --security=$S c'))
    .toEqual(['2 RUN --security=insecure', '4 ONBUILD RUN --security=insecure', '5 RUN --security=$S']);
});

test.each(['RUN a', 'RUN --security=sandbox a', 'RUN a --security=insecure', 'RUN --network=host a'])('accepts %s', (line) => expect(foundBehindFrom(dockerfileInsecureRun, line)).toEqual([]));

test('refuses devices of the machine that builds', () => {
  expect(foundBehindFrom(dockerfileInsecureRun, 'RUN --device=vendor.example/gpu=all make')).toEqual(['2 RUN --device=vendor.example/gpu=all']);
});

test.each([
  ['RUN --security=insecure make -j', '--security=insecure make'], ['RUN --security=insecure a --password=x && echo b | c > d && a e', '--security=insecure a, echo, c'], ['RUN --device=gpu > /a', '--device=gpu >'],
  ['RUN --security=insecure', '--security=insecure '], ['RUN --security=insecure echo a', '--security=insecure echo'],
])('a waiver for %s allows the flag and the programs: %s', (line, allowed) => {
  expect(dockerfileInsecureRun.checkDockerfile(dockerfile('FROM alpine:3.22', line)).map(({ allowKey }) => allowKey)).toEqual([allowed]);
});
