import { causesOf, failedPod } from './support';

const ERROR = "mkdir: cannot create directory '/var/cache/web': Read-only file system";

test('lines full of paths take no longer than others of their length', () => {
  const timeOf = (line: string) => {
    const started = process.hrtime.bigint();
    expect(causesOf(failedPod([ERROR, ...Array(200).fill(line)].join('\n')))).toEqual(['read-only-file-system']);
    return Number(process.hrtime.bigint() - started);
  };
  const shortest = (line: string) => Math.min(...Array.from({ length: 3 }, () => timeOf(line)));
  expect(shortest('/a/b'.repeat(900)) / shortest('x'.repeat(3600))).toBeLessThan(12);
});
