/*
 * "Verified" is what a run saw: the citations, the results of the runs and what is tested today are the same.
 */
import { existsSync, readdirSync, readFileSync } from 'fs';
import { generatedModule } from '../../projenrc/verified';
import { FAMILIES } from '../../src/images/families';
import { knowledgeOf } from '../../src/images/knowledge-of';
import { PROGRAMS } from '../runtime/images/programs';
import { readResults, subjectOf } from '../runtime/images/results-file';
import { familyFile, namesOf } from '../runtime/images/selection';

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

test('src/images/verified.ts is as generated; `npm run docs` writes it', () => {
  expect(readFileSync('src/images/verified.ts', 'utf8')).toBe(generatedModule());
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
  const file = `src/images/families/${familyFile(PROGRAMS[name].image)}`;
  expect(existsSync(file)).toBe(true);
  expect(namesOf([file])).toContain(name);
  expect(namesOf([`test/runtime/images/programs/${name}.ts`])).toEqual([name]);
});
