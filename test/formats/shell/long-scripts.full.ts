import { lastOf } from '../dockerfile/support';

test('reads very long scripts', () => {
  expect(lastOf(`RUN a \`${'b;'.repeat(128_000)}\``).commands).toHaveLength(128_001);
  expect(lastOf(`RUN sh -c "${'b;'.repeat(128_000)}"`).commands).toHaveLength(128_001);
});
