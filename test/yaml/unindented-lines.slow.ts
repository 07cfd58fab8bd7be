import { errorOf } from './support';

it('refuses lines without indentation before they take long', () => {
  const start = process.cpuUsage();
  const error = errorOf(`a: [\n${'b,\n'.repeat(100_000)}]\n`);
  expect(error).toMatch(/^\d+:1 a line within brackets or quotes that is not indented$/);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(10_000);
});
