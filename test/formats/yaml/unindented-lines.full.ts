import { errorOf } from './support';
import { expectQuick } from '../../support/quick';

it('refuses lines without indentation before they take long', () => expectQuick(10, () => {
  const error = errorOf(`a: [\n${'b,\n'.repeat(100_000)}]\n`);
  expect(error).toMatch(/^\d+:1 a line within brackets or quotes that is not indented$/);
}));
