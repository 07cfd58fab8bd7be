/*
 * "Verified" is what a run saw: the citations, the results of the runs and what is tested today are the same.
 */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { generatedModule } from '../../../projenrc/verified';
import { FAMILIES } from '../../../src/knowledge/images/families';
import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';
import { PROGRAMS } from '../../runtime/images/programs';
import { readResults, subjectOf } from '../../runtime/images/results-file';
import { familyFile, namesOf, selectionOf } from '../../runtime/images/selection';
import { onPosix } from '../../support/systems';

const RESULTS = readResults();
const NAMES = Object.keys(PROGRAMS);
const TEST = 'test/runtime/images/images.runtime.ts';

test('at least 24 programs are verified', () => expect(Object.keys(RESULTS).length).toBeGreaterThanOrEqual(24));

test('every file of a program is in the table, under its name', () => {
  const files = readdirSync('test/runtime/images/programs').filter((name) => name !== 'index.ts');
  expect(files.sort()).toEqual(NAMES.map((name) => `${name}.ts`).sort());
});

test.each(NAMES)('the result of %s is of the program and the entry as they are; otherwise run npm run test:runtime:all', (name) => {
  expect(RESULTS[name]).toMatchObject(subjectOf(PROGRAMS[name]));
  expect(RESULTS[name].version.startsWith(PROGRAMS[name].version)).toBe(true);
});

test('src/knowledge/images/verified.ts is as generated; `npm run docs` writes it', () => {
  expect(readFileSync('src/knowledge/images/verified.ts', 'utf8')).toBe(generatedModule());
});

test.each(NAMES)('the result of %s is cited by the entry that it is of', (name) => {
  const { program, date } = RESULTS[name];
  expect(knowledgeOf(PROGRAMS[name].image)?.facts.evidence.verified).toContainEqual({ test: TEST, program, date });
});

test('no other entry says that it is verified', () => {
  const results = Object.values(RESULTS).map(({ image, program, date }) => ({ facts: knowledgeOf(image)?.facts, program, date }));
  const unproven = FAMILIES.flatMap(({ name, variants }) => variants.flatMap((variant) => (variant.evidence.verified ?? [])
    .filter(({ test: file, program, date }) => file !== TEST
      || !results.some((result) => result.facts === variant && result.program === program && result.date === date))
    .map(({ program }) => `${name}: ${program}`)));
  expect(unproven).toEqual([]);
});

test.each(NAMES)('a change of the family of %s verifies it anew', (name) => {
  const file = `src/knowledge/images/families/${familyFile(PROGRAMS[name].image)}`;
  expect(existsSync(file)).toBe(true);
  expect(namesOf([file])).toContain(name);
  expect(namesOf([`test/runtime/images/programs/${name}.ts`])).toEqual([name]);
});

onPosix('a change of what families share verifies each of them anew', () => {
  const changed = namesOf(['src/knowledge/images/common/php.ts']);
  expect(changed).toEqual(expect.arrayContaining(['php-apache', 'php-fpm', 'phpmyadmin', 'wordpress']));
  expect(changed).not.toContain('caddy');
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
  expect(selectionOf('base', ['src/knowledge/images/families/caddy.ts']).names).toEqual([...sample, 'caddy']);
  const { names, why } = selectionOf('base', NAMES.map((name) => `test/runtime/images/programs/${name}.ts`));
  const left = NAMES.filter((name) => !names.includes(name));
  expect(names.length).toBeGreaterThan(sample.length);
  expect(left.length).toBeGreaterThan(0);
  expect(why).toContain(`NOT VERIFIED IN THIS RUN, but by that of results.json: ${left.join(', ')}`);
});
