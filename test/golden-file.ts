import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

/** Compares a text with the file `test/golden/<name>`, byte for byte; `UPDATE_GOLDEN=1` writes the file instead, but never in CI. */
export function expectGolden(name: string, text: string): void {
  const file = join(__dirname, 'golden', name);
  if (process.env.UPDATE_GOLDEN) {
    if (process.env.CI) throw new Error('UPDATE_GOLDEN is set in CI, where golden files are compared and never written.');
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
