import { HttpAnswer } from './ask';
import { Ending } from './watch';

/** The differences between the first run and the run with the suggested paths; empty if there are none. */
export function differences(first: Ending, second: Ending, probe: string | undefined): readonly string[] {
  const isSameAnswer = probe === undefined || isSame(first.answer, second.answer);
  return [
    ...isSameAnswer || second.kind === 'exit' ? endingDifference(first, second) : [],
    ...isSameAnswer ? []
      : [`${probe} gave ${answerText(second.answer)}, and ${answerText(first.answer)} in the first run`],
  ];
}

function endingDifference(first: Ending, second: Ending): readonly string[] {
  if (second.kind === 'exit') {
    return first.kind === 'exit' && first.exitCode === second.exitCode ? []
      : [`it exited after ${second.seconds} s with code ${second.exitCode}, which it did not in the first run`];
  }
  return first.kind === second.kind || second.kind === 'interrupted' ? [] : {
    exit: [`it did not exit within ${second.seconds} s, and did after ${first.seconds} s in the first run`],
    until: [`it was not ready within ${second.seconds} s, and was after ${first.seconds} s in the first run`],
    time: [],
    interrupted: [],
  }[first.kind];
}

function isSame(one: HttpAnswer | undefined, other: HttpAnswer | undefined): boolean {
  return one?.status === other?.status && one?.body === other?.body;
}

/** An answer as text: `200 text/html`. */
export function answerText(answer: HttpAnswer | undefined): string {
  return answer ? `${answer.status} ${answer.body}` : 'no answer';
}
