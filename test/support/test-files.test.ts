import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import picomatch from 'picomatch';
import { PACKED } from '../programs/suites';

// A file that is moved leaves a list without an error, and its tests without a run.

const ROOT = join(__dirname, '../..');
const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).map((name) => `test/${name}`);

/** Each of the alternatives in braces. */
function alternatives(pattern: string): readonly string[] {
  const [, before, braces, after] = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  return braces === undefined ? [pattern] : braces.split(',').flatMap((each) => alternatives(before + each + after));
}

test.each(['slow', 'full', 'runtime', 'cluster', 'plus'])('each pattern in test/%s/jest.config.json matches test files', (name) => {
  const { testMatch = [], projects = [] } = JSON.parse(readFileSync(join(ROOT, 'test', name, 'jest.config.json'), 'utf8'));
  const patterns: string[] = [...testMatch, ...projects.flatMap((project: any) => project.testMatch)].map((pattern) => pattern.replace('<rootDir>/', ''));
  expect(patterns.length).toBeGreaterThan(0);
  expect(patterns.flatMap(alternatives).filter((pattern) => !files.some((file) => picomatch.isMatch(file, pattern)))).toEqual([]);
});

test('the files of the packed library are there', () => {
  expect(PACKED.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
});
