import { isDeepStrictEqual } from 'util';
import { Answer, Question } from './asked';
import { ownAnswer } from './evaluator';

/**
 * Refusals of the compiler of an API server, which checks types before it stores a policy. This evaluator checks them when it evaluates, so
 * that it has a verdict for such a policy, which never reaches a cluster.
 */
const ONLY_TYPES = /found no matching overload|expected type|unsupported|error during formatting|could not parse formatting|out of range|too many arguments|invalid (?:matches|duration|timestamp) argument|type conversion|range error|illegal|must be/;

/** A difference between this evaluator and the CEL of an API server. */
interface Difference {
  readonly expression: string;
  readonly variables: unknown;
  readonly expected: Answer;
  readonly own: Answer;
}

/** Questions that this evaluator answers otherwise, or cheaper, than the API server. What it does not evaluate is no answer. */
export function differences(
  questions: readonly Question[], answers: readonly Answer[], { isCostCompared = true }: { isCostCompared?: boolean } = {},
): readonly Difference[] {
  return questions.flatMap((question, index) => {
    const expected = answers[index];
    const own = ownAnswer(question);
    const isOnlyTypes = expected.refused === true && ONLY_TYPES.test(expected.error!);
    const isSame = isDeepStrictEqual(own.value, expected.value) && (own.error === undefined) === (expected.error === undefined);
    // cel-go folds constants, so that it counts less.
    const isCheaper = isCostCompared && own.cost! < (expected.cost ?? 0) - 1;
    return own.unsupported !== undefined || isOnlyTypes || (isSame && !isCheaper) ? []
      : [{ expression: question.expression, variables: question.variables, expected, own }];
  });
}
