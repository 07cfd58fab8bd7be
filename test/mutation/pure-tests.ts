import { readdirSync } from 'fs';
import { join } from 'path';

// The tests of what is mutated, the fastest first. They call pure functions, so they may share one module registry.
const FOLDERS = ['controls', 'waivers', 'engine', 'pss'];

for (const folder of FOLDERS) {
  const files = readdirSync(join(__dirname, '..', folder), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.ts')).sort()) {
    describe(`${folder}/${file}`, () => {
      jest.requireActual(join(__dirname, '..', folder, file));
    });
  }
}
