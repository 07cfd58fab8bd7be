import { join } from 'path';
import { fileMatcher } from '../../../src/tasks/settings-file/file-matcher';

test.each<[glob: string, file: string, isMatch: boolean]>([
  ['./sub/*.yaml', 'sub/a.yaml', true],
  ['sub/../other/', 'other/a.yaml', true],
  ['sub//a.yaml', 'sub/a.yaml', true],
  ['.', 'sub/a.yaml', true],
  ['./', 'sub/a.yaml', true],
  ['sub/\\[a].yaml', 'sub/[a].yaml', true],
  ['sub/\\[a].yaml', 'sub/a.yaml', false],
  ['./\\{a}/b.yaml', '{a}/b.yaml', true],
  ['../*.yaml', 'a.yaml', false],
])('the glob %s of a folder matches its file %s: %s', (glob, file, isMatch) => {
  expect(fileMatcher([glob], __dirname)(join(__dirname, file))).toBe(isMatch);
});

test('a glob can be a whole path', () => {
  const isMatch = fileMatcher([`${__dirname.replaceAll('\\', '/')}/*.yaml`], __dirname);
  expect([isMatch(join(__dirname, 'a.yaml')), isMatch(join(__dirname, '../a.yaml'))]).toEqual([true, false]);
});
