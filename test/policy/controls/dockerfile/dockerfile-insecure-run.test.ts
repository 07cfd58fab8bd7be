import { foundBehindFrom } from './found';
import { dockerfileInsecureRun } from '../../../../src/policy/controls/dockerfile/dockerfile-insecure-run';

test('refuses the flag in every stage and in ONBUILD', () => {
  expect(foundBehindFrom(dockerfileInsecureRun, 'RUN --security=insecure a', 'FROM b:1', 'ONBUILD RUN --security=insecure b', 'RUN --security=$S c'))
    .toEqual(['2 RUN --security=insecure', '4 ONBUILD RUN --security=insecure', '5 RUN --security=$S']);
});

test.each(['RUN a', 'RUN --security=sandbox a', 'RUN a --security=insecure', 'RUN --network=host a'])('accepts %s', (line) => expect(foundBehindFrom(dockerfileInsecureRun, line)).toEqual([]));

test('refuses devices of the machine that builds', () => {
  expect(foundBehindFrom(dockerfileInsecureRun, 'RUN --device=vendor.example/gpu=all make')).toEqual(['2 RUN --device=vendor.example/gpu=all']);
});
