import { ask } from '../../../src/tasks/programs/ask';
import { inParallel } from '../../../src/tasks/programs/in-parallel';

const NODE = process.execPath;
const never = new AbortController().signal;
const node = (code: string, signal = never, timeout = 60_000) => ask(NODE, ['-e', code], process.env, { timeout, signal });

test('keeps the bytes of a program, its last words and its exit code', async () => {
  expect(await node('process.stdout.write(Buffer.from([0, 255, 10])); process.stderr.write("no"); process.exitCode = 3'))
    .toEqual({ stdout: Buffer.from([0, 255, 10]), stderr: 'no', status: 3, ended: undefined });
});

test('a program gets no input to wait for', async () => {
  expect((await node('process.stdin.resume(); process.stdin.on("end", () => console.log("end"))')).stdout.toString()).toBe('end\n');
});

test('ends a program that takes too long, that prints too much, or that the user does not want any more', async () => {
  expect(await node('setInterval(() => {}, 1000)', never, 1)).toMatchObject({ status: null, ended: 'timeout' });
  expect(await node('const more = () => process.stdout.write("x".repeat(1e6), more); more()')).toMatchObject({ status: null, ended: 'size' });
  const controller = new AbortController();
  const running = node('setInterval(() => {}, 1000)', controller.signal);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await expect(node('', controller.signal)).rejects.toThrow('enough');
});

test('ends what a program has started, too: it holds the output open', async () => {
  const start = 'require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 600_000)"], { stdio: "inherit" });';
  expect(await node(`${start} const more = () => process.stdout.write("x".repeat(1e6), more); more()`)).toMatchObject({ status: null, ended: 'size' });
});

test('names a program that cannot be started', async () => {
  await expect(ask('/nonexistent/program', [], process.env, { timeout: 60_000, signal: never })).rejects.toThrow('/nonexistent/program cannot be started: spawn /nonexistent/program ENOENT');
});

test('works on no more than the limit at a time, and keeps the order', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3, 0], 4, async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return item * 2;
  });
  expect(results).toEqual([10, 2, 8, 4, 6, 0]);
  expect(most).toBe(4);
  expect(await inParallel([], 4, async () => 1)).toEqual([]);
});

test('passes the output on as it comes, and keeps none of it', async () => {
  const chunks: Buffer[] = [];
  const limits = { timeout: 60_000, signal: never };
  const answer = await ask(NODE, ['-e', 'process.stdout.write("a")'], process.env, limits, { take: (chunk) => chunks.push(chunk) });
  expect(Buffer.concat(chunks).toString()).toBe('a');
  expect(answer).toMatchObject({ stdout: Buffer.alloc(0), status: 0 });
});
