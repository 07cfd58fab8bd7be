import { RunAs } from '../../../src/constructs/options/run-as';
import { OptionError } from '../../../src/formats/language/option-error';
import { momentOfCall, placeInProgram, showProgram } from '../../../src/formats/language/user-stack';

const framesOf = ({ stack }: { readonly stack?: unknown }) => String(stack).split('\n').filter((line) => /^ +at /.test(line));

/** An error as one of our files throws it, below a call of the test and cut as Node.js does. */
function ours(frames: readonly string[], error = new Error('wrong')): Error {
  error.stack = [`Error: ${error.message}`, `    at check (${require.resolve('../../../src/formats/language/language')}:1:1)`, ...frames].join('\n');
  return error;
}

test('the stack of an error begins with the call in the program, and has no frames of ours and of Node.js', () => {
  let error = new Error();
  try {
    RunAs.user(0);
  } catch (thrown) {
    error = thrown as Error;
  }
  expect(error).toBeInstanceOf(OptionError);
  expect(String(error.stack).split('\n')[0]).toBe(`Error: ${error.message}`);
  expect(framesOf(error)[0]).toContain(__filename);
  for (const frame of framesOf(error)) {
    expect(frame).not.toMatch(/\/src\/|node:internal|\(<anonymous>\)$/);
  }
});

test('a cut stack gets the frames of the program, and keeps those of functions that it passes to a library', () => {
  const error = ours(['    at Array.map (<anonymous>)', '    at App.synth (/x/node_modules/cdk8s/lib/app.js:1:2)', '    at produce (/x/main.js:9:9)']);
  showProgram(error, ['shop/web (/x/main.js:1:2)']);
  expect(framesOf(error).slice(0, 2)).toEqual(['    at shop/web (/x/main.js:1:2)', '    at produce (/x/main.js:9:9)']);
  expect(framesOf(error)[2]).toContain(__filename);
  const { stack } = error;
  showProgram(error);
  expect(error.stack).toBe(stack);
});

test('the stack is as long as the program allows, and its limit is as before', () => {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 1;
    const error = ours([]);
    showProgram(error);
    expect(framesOf(error)).toEqual([expect.stringContaining(__filename)]);
    expect(Error.stackTraceLimit).toBe(1);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
});

test.each<[string, unknown]>([
  ['a bug', ours([], new TypeError('x is undefined'))],
  ['an error of the program', new Error('mine')],
  ['an error without frames', Object.assign(new Error('x'), { stack: 'Error: x' })],
  ['an error whose stack is no text', Object.assign(new Error('x'), { stack: [{}] })],
  ['what is no error', 'text'],
])('%s stays as it is', (_, error) => {
  const before = (error as Error).stack;
  showProgram(error);
  expect((error as Error).stack).toBe(before);
});

describe('the place of a call', () => {
  const placeOf = (...frames: string[]) => placeInProgram({ stack: ['Error', ...frames].join('\n') });

  test('is the innermost one in the program', () => {
    expect(placeInProgram(momentOfCall(5))).toMatch(/^(?:\/|[A-Z]:\\).*user-stack\.test\.ts:\d+:\d+$/);
    expect(placeOf('    at new Chart (/x/node_modules/cdk8s/lib/chart.js:1:2)', '    at new Web (/x/my (old) app/main.js:7:5)')).toBe('/x/my (old) app/main.js:7:5');
    expect(placeOf('    at async file:///x/main.mjs:3:1')).toBe('file:///x/main.mjs:3:1');
  });

  test('is not known if no frame is of the program', () => {
    expect(placeOf('    at Module._compile (node:internal/modules/cjs/loader:1:2)')).toBeUndefined();
    expect(placeInProgram({})).toBeUndefined();
  });
});
