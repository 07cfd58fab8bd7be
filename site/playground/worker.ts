import { evaluateText } from './evaluate';
import type { Answer, Question } from './result';

// The page ends this worker if it takes too long.
self.addEventListener('message', ({ data: { id, request } }: MessageEvent<Question>) => {
  let answer: Answer;
  try {
    answer = { id, result: evaluateText(request) };
  } catch (error) {
    answer = { id, failure: String(error) };
  }
  self.postMessage(answer);
});
