import { readFileSync } from 'fs';
import { join } from 'path';
import { Answer, QUESTIONS } from './asked';
import { differences, EXCEPTIONS, exceptionTo } from './differences';
import { ownAnswer } from './evaluator';

const ANSWERS: Readonly<Record<string, readonly Answer[]>> = JSON.parse(readFileSync(join(__dirname, 'verdicts.json'), 'utf8'));

test.each(Object.keys(QUESTIONS))('the values and errors of "%s" are those of an API server, and cost no less', (name) => {
  expect(ANSWERS[name]).toHaveLength(QUESTIONS[name].length);
  expect(differences(QUESTIONS[name], ANSWERS[name])).toEqual([]);
});

test.each(EXCEPTIONS)('there are expressions that differ, because $reason', (exception) => {
  const all = Object.entries(QUESTIONS).flatMap(([name, questions]) =>
    questions.map((question, index) => exceptionTo(question, ANSWERS[name][index], ownAnswer(question))));
  expect(all).toContain(exception);
});

test('what is not evaluated is little, and the finding names it', () => {
  const unsupported = Object.values(QUESTIONS).flat().flatMap((question) => ownAnswer(question).unsupported ?? []);
  expect([...new Set(unsupported)]).toEqual(['the names of time zones']);
});
