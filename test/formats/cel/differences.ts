import { isDeepStrictEqual } from 'util';
import { Answer, Question } from './asked';
import { OwnAnswer, ownAnswer } from './evaluator';

/** What differs from the CEL of an API server on purpose. */
interface Exception {
  /** The end of a sentence. */
  readonly reason: string;
  readonly isIn: (expected: Answer, own: OwnAnswer, asked: Question) => boolean;
}

/** Errors that the compiler of an API server finds by the types of an expression. */
const OF_TYPES = /found no matching overload|expected type|unsupported|error during formatting|could not parse formatting|out of range|too many arguments|invalid (?:matches|duration|timestamp) argument|type conversion|range error|illegal|must be/;

export const EXCEPTIONS: readonly Exception[] = [
  {
    reason: 'an API server checks types before it stores a policy, and this evaluator when it evaluates it: no cluster has such a policy',
    isIn: ({ refused, error = '' }) => refused === true && OF_TYPES.test(error),
  },
  { reason: 'this evaluator says that it lacks something', isIn: (_, { unsupported }) => unsupported !== undefined },
  {
    reason: 'an API server knows the type of an empty list, so that its sum is a zero of that type, and not always an int',
    isIn: ({ value }, own) => value !== undefined
      && JSON.stringify(value).replace(/(?:double|uint)\(0\)/g, 'int(0)') === JSON.stringify(own.value),
  },
  {
    reason: 'this evaluator refuses messages of protocol buffers, with the place',
    isIn: (_, { error = '' }) => error.startsWith('messages of protocol buffers'),
  },
  {
    reason: 'an API server calls the function of another type for a list that it takes for one of that type: it has an error',
    isIn: ({ error = '' }, _, { expression }) => (error.startsWith('no such overload') || /\|\||&&/.test(expression))
      && error !== '' && /\.(?:reverse|distinct|sort|slice|flatten|map|filter)\(|[\])] \+|\+ [[(]/.test(expression),
  },
];

/** What newer versions of Kubernetes changed, and this evaluator does as they do. */
export const OLDER_EXCEPTIONS: readonly Exception[] = [
  ...EXCEPTIONS,
  {
    reason: 'Kubernetes 1.30 has an error for the place of a text behind the end of another',
    isIn: (_, __, { expression }) => /ndexOf\(/.test(expression),
  },
  { reason: 'Kubernetes 1.30 writes spaces around the sign of %e', isIn: ({ value }) => /\s×/.test(String(value)) },
  { reason: 'Kubernetes 1.30 compares only the last address of a network', isIn: (_, __, { expression }) => expression.includes('.containsCIDR(') },
  {
    reason: 'Kubernetes 1.30 has another name for the type of optional values',
    isIn: ({ value }, own) => JSON.stringify(value)?.replaceAll('"optional"', '"optional_type"') === JSON.stringify(own.value),
  },
];

/** A difference between this evaluator and the CEL of an API server. */
interface Difference extends Question {
  readonly expected: Answer;
  readonly own: Answer;
}

interface Comparison {
  readonly isCostCompared?: boolean;
  readonly exceptions?: readonly Exception[];
}

/** cel-go folds constants, so that it counts less. Otherwise an evaluation must not be cheaper than it. */
const SLACK = 1;

function isSame(expected: Answer, own: OwnAnswer, { isCostCompared = true }: Comparison): boolean {
  return isDeepStrictEqual(own.value, expected.value) && (own.error === undefined) === (expected.error === undefined)
    && (!isCostCompared || (own.cost ?? 0) >= (expected.cost ?? 0) - SLACK);
}

/** The reason for which an answer differs; undefined if it does not differ, or for no listed reason. */
export function exceptionTo(question: Question, expected: Answer, own: OwnAnswer, comparison: Comparison = {}): Exception | undefined {
  const { exceptions = EXCEPTIONS } = comparison;
  return isSame(expected, own, comparison) ? undefined : exceptions.find(({ isIn }) => isIn(expected, own, question));
}

/** Questions that this evaluator answers otherwise, or cheaper, than an API server, for no listed reason. */
export function differences(
  questions: readonly Question[], answers: readonly Answer[], comparison: Comparison = {},
): readonly Difference[] {
  return questions.flatMap((question, index) => {
    const expected = answers[index];
    const own = ownAnswer(question);
    const isListed = isSame(expected, own, comparison) || exceptionTo(question, expected, own, comparison) !== undefined;
    return isListed ? [] : [{ ...question, expected, own }];
  });
}
