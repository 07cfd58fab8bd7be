import { auditHere, expectAnswer } from './audit-here';
import { HOSTILE_FILES } from './hostile-files';

test.each(Object.entries(HOSTILE_FILES))('%s', (_, { content, answers }) => {
  const start = Date.now();
  const outcome = auditHere(content);
  expectAnswer(outcome);
  expect(answers).toContain(outcome.status);
  expect(Date.now() - start).toBeLessThan(20_000);
}, 60_000);
