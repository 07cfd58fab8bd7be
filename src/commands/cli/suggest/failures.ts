import { answerText } from './differences';
import type { SeenRun } from './observe';
import type { SuggestPathsOptions } from './options';
import type { RunVerification } from './verify';

/** The reason why the report of a run may be incomplete, and the end of the log. */
export function runFailure(
  { ending, log }: Pick<SeenRun, 'ending' | 'log'>,
  options: Pick<SuggestPathsOptions, 'until' | 'probe'>,
): readonly string[] {
  const failure = {
    time: unready(ending, options),
    exit: ending.exitCode === 0 && options.until === undefined && options.probe === undefined ? undefined
      : `the container exited after ${ending.seconds} s with code ${ending.exitCode}`,
    until: undefined,
    interrupted: undefined,
  }[ending.kind];
  return failure === undefined ? [] : [`${failure}: it may write to more paths than reported`, ...endOf(log)];
}

/** The failure of a program that is not ready. A client error counts as ready, because a program may always answer with it. */
function unready(
  { seconds, answer }: SeenRun['ending'],
  { until, probe }: Pick<SuggestPathsOptions, 'until' | 'probe'>,
): string | undefined {
  const hasAnswer = probe === undefined || (answer !== undefined && answer.status < SERVER_ERROR);
  if (!hasAnswer) {
    return `${probe} gave ${answerText(answer)} within ${seconds} s`;
  }
  return until === undefined ? undefined : `--until ${until} did not succeed within ${seconds} s`;
}

const SERVER_ERROR = 500;

export function failedVerification({ differences, log }: RunVerification): readonly string[] {
  return [`the suggestion does not work: ${differences.join('; ')}`, ...endOf(log)];
}

function endOf(log: readonly string[]): readonly string[] {
  return log.length === 0 ? ['its log is empty'] : ['the end of its log:', ...log.map((line) => `  ${line}`)];
}
