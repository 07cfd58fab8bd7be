import { foundBehindFrom } from './found';
import { dockerfileHostNetwork } from '../../../../src/policy/controls/dockerfile/dockerfile-host-network';

test('refuses the flag in every stage and in ONBUILD', () => {
  expect(foundBehindFrom(dockerfileHostNetwork, 'RUN --network=host a', 'FROM b:1', 'ONBUILD RUN --network=host b')).toEqual(['2 RUN --network=host', '4 ONBUILD RUN --network=host']);
});

test.each(['RUN a', 'RUN --network=default a', 'RUN --network=none a', 'RUN docker run --network=host a'])('accepts %s', (line) => expect(foundBehindFrom(dockerfileHostNetwork, line)).toEqual([]));
