import { askSync } from '../../../src/tasks/programs/ask-sync';

const node = (code: string, { timeout = 60_000, output = 1000 } = {}, input?: string) => askSync(process.execPath, ['-e', code], process.env, { timeout, output }, input);

test('passes the input on, and keeps the output, the last words and the exit code', () => {
  expect(node('process.stdin.pipe(process.stdout); process.stderr.write("no"); process.exitCode = 3', {}, 'text'))
    .toEqual({ stdout: Buffer.from('text'), stderr: 'no', status: 3, ended: undefined });
});

test('a program gets no input to wait for', () => {
  expect(node('process.stdin.resume(); process.stdin.on("end", () => console.log("end"))').stdout.toString()).toBe('end\n');
});

test('ends a program that takes too long, even if it ignores signals', () => {
  expect(node('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', { timeout: 300 })).toMatchObject({ status: null, ended: 'timeout' });
});

test('keeps the first part of an output that is too long', () => {
  const answer = node('process.stdout.write("x".repeat(1e6))', { output: 10 });
  expect(answer).toMatchObject({ status: null, ended: 'size' });
  expect(answer.stdout.toString()).toMatch(/^x+$/);
});

test('names a program that cannot be started', () => {
  const start = () => askSync('/nonexistent/program', [], process.env, { timeout: 60_000, output: 1000 });
  expect(start).toThrow('/nonexistent/program cannot be started: spawnSync /nonexistent/program ENOENT');
});
