import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Answer, CONFORMANCE, CONFORMANCE_FILE, Question, QUESTIONS } from './asked';
import { CONFORMANCE_ORIGIN, conformanceExpressions } from './conformance-tests';
import { differences, OLDER_EXCEPTIONS } from './differences';
import { generatedQuestions } from './generated';
import { celVerdicts } from '../../programs/cel-verdicts/cel-verdicts';
import { KUBERNETES_SERVERS } from '../../programs/pinned';

const VERDICTS = join(__dirname, 'verdicts.json');
const [NEWEST, OLDEST] = KUBERNETES_SERVERS;

/** How many pairs of generated expressions and objects are compared, with a seed of their own. */
const PAIRS = Number(process.env.CEL_PAIRS ?? 20_000);
const SEED = Number(process.env.CEL_SEED ?? 2);
const AT_ONCE = 20_000;

/** The cost depends on the order of a map, which Go chooses at random, and so does the error of the first part that fails. */
const lasting = ({ value, error, refused }: Answer) => ({ value, refused, isError: error !== undefined });

function linesOf(answers: readonly Answer[]): string {
  return `[\n${answers.map((answer) => JSON.stringify(answer)).join(',\n')}\n]`;
}

test('the conformance tests that Kubernetes can run are the committed ones', () => {
  const expressions = conformanceExpressions();
  const answers = celVerdicts(NEWEST, expressions.map((expression) => ({ expression, variables: {} })));
  const runnable = { ...CONFORMANCE_ORIGIN, expressions: expressions.filter((_, index) => !answers[index].refused) };
  if (process.env.UPDATE_GOLDEN) {
    writeFileSync(CONFORMANCE_FILE, `${JSON.stringify(runnable, undefined, 1)}\n`);
  }
  expect(CONFORMANCE).toEqual(runnable);
}, 900_000);

test(`the CEL of Kubernetes ${NEWEST} answers as verdicts.json says`, () => {
  const answers = Object.entries(QUESTIONS).map(([name, questions]) => [name, celVerdicts(NEWEST, questions)] as const);
  if (process.env.UPDATE_GOLDEN) {
    writeFileSync(VERDICTS, `{\n${answers.map(([name, list]) => `${JSON.stringify(name)}: ${linesOf(list)}`).join(',\n')}\n}\n`);
  }
  const committed: Readonly<Record<string, readonly Answer[]>> = JSON.parse(readFileSync(VERDICTS, 'utf8'));
  for (const [name, list] of answers) {
    expect(list.map(lasting)).toEqual(committed[name].map(lasting));
  }
}, 900_000);

/** What an older version lacks or refuses is not a difference: its users see that when they apply the policy. */
const answered = (questions: readonly Question[], answers: readonly Answer[]) =>
  questions.flatMap((question, index) => answers[index].refused ? [] : [{ question, answer: answers[index] }]);

test(`the CEL of Kubernetes ${OLDEST} gives the same values`, () => {
  for (const questions of Object.values(QUESTIONS)) {
    const both = answered(questions, celVerdicts(OLDEST, questions));
    const comparison = { isCostCompared: false, exceptions: OLDER_EXCEPTIONS };
    expect(differences(both.map(({ question }) => question), both.map(({ answer }) => answer), comparison)).toEqual([]);
  }
}, 900_000);

test(`${PAIRS} generated expressions have the same values`, () => {
  for (let done = 0; done < PAIRS; done += AT_ONCE) {
    const questions = generatedQuestions(Math.min(AT_ONCE, PAIRS - done), SEED + done);
    expect(differences(questions, celVerdicts(NEWEST, questions))).toEqual([]);
  }
}, 3_600_000);
