import { awaitedResultOf } from '../../../src/tasks/audit/steps';

test('work waits for its steps, and ends with the error of one', async () => {
  const done: string[] = [];
  function* work(fails: boolean): Generator<Promise<void> | void, string> {
    try {
      yield new Promise<void>((resolve) => setImmediate(resolve)).then(() => void done.push('waited'));
      done.push('after');
      yield;
      yield fails ? Promise.reject(new Error('no')) : undefined;
      return 'result';
    } finally {
      done.push('closed');
    }
  }
  expect(await awaitedResultOf(work(false))).toBe('result');
  expect(done.splice(0)).toEqual(['waited', 'after', 'closed']);
  await expect(awaitedResultOf(work(true))).rejects.toThrow('no');
  expect(done).toEqual(['waited', 'after', 'closed']);
});
