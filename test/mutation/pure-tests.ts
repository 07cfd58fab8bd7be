import { readdirSync, statSync } from 'fs';
import { join } from 'path';

/*
 * The tests of the part that is mutated, in one file: they call pure functions, so they may share one module registry. Its own come
 * first, since the first failure is the last; then those that use it.
 */

const part = process.env.MUTATE ?? '';
const USED_BY: { readonly [part: string]: readonly string[] } = {
  'engine': ['engine', 'waivers', 'manifest', 'properties', 'pss'],
  'waivers': ['waivers', 'properties/waivers.test.ts'],
  'controls': ['controls', 'dockerfile/fixtures.test.ts', 'engine/harden.test.ts'],
  'controls/dockerfile': [part, 'controls/catalogue.test.ts', 'dockerfile/fixtures.test.ts'],
  'controls/baseline': [part, 'controls/catalogue.test.ts', 'pss', 'engine'],
  'controls/restricted': [part, 'controls/catalogue.test.ts', 'pss', 'engine'],
};

function testsIn(path: string): readonly string[] {
  const full = join(__dirname, '..', path);
  const files = statSync(full).isFile() ? [''] : readdirSync(full, { recursive: true, encoding: 'utf8' }).sort();
  return files.map((file) => join(path, file)).filter((file) => file.endsWith('.test.ts'));
}

for (const file of (USED_BY[part] ?? [part, 'controls/catalogue.test.ts', 'engine']).flatMap(testsIn)) {
  describe(file, () => {
    jest.requireActual(join(__dirname, '..', file));
  });
}
