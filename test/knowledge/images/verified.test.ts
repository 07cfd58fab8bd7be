/*
 * "Verified" is what a run saw: the results of the runs and what is tested today are the same.
 */
import { existsSync, readdirSync } from 'fs';
import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';
import { PROGRAMS } from '../../runtime/images/programs';
import { readResults, subjectOf } from '../../runtime/images/results-file';
import { familyFile, namesOf, selectionOf } from '../../runtime/images/selection';

const RESULTS = readResults();
const NAMES = Object.keys(PROGRAMS);

test('at least 24 programs are verified', () => expect(Object.keys(RESULTS).length).toBeGreaterThanOrEqual(24));

test('every file of a program is in the table, under its name', () => {
  const files = readdirSync('test/runtime/images/programs').filter((name) => name !== 'index.ts');
  expect(files.sort()).toEqual(NAMES.map((name) => `${name}.ts`).sort());
});

test.each(NAMES)('the result of %s is of the program and the entry as they are; otherwise run npm run test:runtime:all', (name) => {
  expect(RESULTS[name]).toMatchObject(subjectOf(PROGRAMS[name]));
  expect(RESULTS[name].version.startsWith(PROGRAMS[name].version)).toBe(true);
});

test.each(NAMES)('the result of %s is of a version that its family knows', (name) => {
  expect(knowledgeOf(RESULTS[name].image)).toMatchObject({ note: undefined });
});

test.each(NAMES)('a change of the family of %s verifies it anew', (name) => {
  const file = `src/knowledge/images/families/${familyFile(PROGRAMS[name].image)}`;
  expect(existsSync(file)).toBe(true);
  expect(namesOf([file])).toContain(name);
  expect(namesOf([`test/runtime/images/programs/${name}.ts`])).toEqual([name]);
});

test('a change of an image of test/runtime/apps verifies what is made on it', () => {
  expect(namesOf(['test/runtime/apps/images/jvm/Containerfile'])).toEqual(expect.arrayContaining(['eclipse-temurin', 'tomcat']));
});

test('where git cannot tell what has changed, a sample runs, and the log says so', () => {
  for (const { names, why } of [selectionOf(), selectionOf('base')]) {
    expect(names.length).toBeGreaterThan(3);
    expect(why).toContain('GIT CANNOT TELL');
  }
});

test('what has changed runs beside the sample, and the log names what it leaves out', () => {
  const sample = selectionOf('base', []).names;
  expect(selectionOf('base', ['src/knowledge/images/families/caddy.yaml']).names).toEqual([...sample, 'caddy']);
  const { names, why } = selectionOf('base', NAMES.map((name) => `test/runtime/images/programs/${name}.ts`));
  const left = NAMES.filter((name) => !names.includes(name));
  expect(names.length).toBeGreaterThan(sample.length);
  expect(left.length).toBeGreaterThan(0);
  expect(why).toContain(`NOT VERIFIED IN THIS RUN, but by that of results.json: ${left.join(', ')}`);
});
