import { auditHere, expectAnswer } from './audit-here';
import { HOSTILE_FILES } from './hostile-files';

test.each(Object.entries(HOSTILE_FILES))('audits %s', (_, { content, answers }) => {
  const start = process.cpuUsage();
  const outcome = auditHere(content);
  expectAnswer(outcome);
  expect(answers).toContain(outcome.status);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(20_000);
}, 60_000);
