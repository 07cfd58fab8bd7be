import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isAsBuilt, recordDigest } from './built-program';

test('a program that has changed since it was built is no longer used', () => {
  const program = join(mkdtempSync(join(tmpdir(), 'built-')), 'server');
  expect(isAsBuilt(program)).toBe(false);
  writeFileSync(program, 'built');
  expect(isAsBuilt(program)).toBe(false);
  recordDigest(program);
  expect(isAsBuilt(program)).toBe(true);
  writeFileSync(program, 'other');
  expect(isAsBuilt(program)).toBe(false);
});
