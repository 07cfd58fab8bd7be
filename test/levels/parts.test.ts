import { existsSync } from 'fs';
import { join } from 'path';
import { contentOf, ROOT } from './content';
import { PARTS } from './parts';

const parts = Object.entries(PARTS);

test.each(parts)('the inputs of %s are there', (_, { inputs }) => {
  expect(inputs.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('a result depends on the content of its inputs, and not on the results of runs', () => {
  const content = contentOf(['test/levels']);
  expect(content).toMatch(/^[0-9a-f]{16}$/);
  expect(contentOf(['test/levels', 'test/full-run.json', 'test/mutation/summary.json'])).toBe(content);
  expect(contentOf(['test/levels', 'README.md'])).not.toBe(content);
});
