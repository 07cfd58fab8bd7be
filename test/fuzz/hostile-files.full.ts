import { auditHere, expectAnswer } from './audit-here';
import { HOSTILE_FILES } from './hostile-files';
import { expectQuick } from '../support/quick';

test.each(Object.entries(HOSTILE_FILES))('audits %s', (_, { content, answers }) => expectQuick(20, () => {
  const outcome = auditHere(content);
  expectAnswer(outcome);
  expect(answers).toContain(outcome.status);
}), 60_000);
