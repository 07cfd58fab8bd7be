/** The maximum number of library calls between our calls and the program's. */
const MAX_DEPTH = 200;

/** The folder of our own files, compiled or not; undefined in a browser. */
const OWN = typeof __filename === 'string' ? /^.*[\\/](?:lib|src)[\\/]/.exec(__filename)?.[0] : undefined;

/** Node.js, runners of TypeScript, and the libraries that we extend. */
const OTHERS = /[( ]node:|\(<anonymous>\)$|[\\/]node_modules[\\/](?:cdk8s|cdk8s-plus-\d+|constructs|ts-node|tsx)[\\/]/;

/** A moment in the run of a program. Its frames are not read until an error shows them. */
export interface Moment {
  readonly stack?: unknown;
}

/**
 * The moment of a call.
 *
 * @param depth the maximum number of frames
 * @param above the function whose callers are the frames
 */
export function momentOfCall(depth: number, above: Function = momentOfCall): Moment {
  const { stackTraceLimit } = Error;
  const moment = {};
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(moment, above);
  Error.stackTraceLimit = stackTraceLimit;
  return moment;
}

/** Where the program was, as `main.ts:12:3`; undefined if that is not known. */
export function placeInProgram(moment: Moment): string | undefined {
  const [frame] = framesOf(moment).filter(isOfProgram);
  return frame && (/^ +at .*? \((.*)\)$/.exec(frame)?.[1] ?? frame.replace(/^ +at (?:async )?/, ''));
}

/** Unexpected errors. They keep all frames, which are needed to find the bug. */
const BUGS: readonly string[] = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'];

/**
 * Removes the many frames of libraries from the stack of an error, so that it shows the wrong line in the user's program. Called where
 * the error leaves our code, or where it is created.
 *
 * @param places further places, which come first
 */
export function showProgram(error: unknown, places: readonly string[] = []): void {
  if (!(error instanceof Error) || BUGS.includes(error.name)) {
    return;
  }
  const [first, ...others] = framesOf(error);
  if (first === undefined || isOfProgram(first)) {
    return;
  }
  // Node.js cuts the stack of an error, often above the program.
  const outer = framesOf(momentOfCall(MAX_DEPTH));
  const frames = [...new Set([...others, ...outer])].filter(isOfProgram);
  const shown = [...places.map((place) => `    at ${place}`), ...frames].slice(0, Error.stackTraceLimit);
  if (shown.length > 0) { // A program in another language has no frames here.
    error.stack = [`${error.name}: ${error.message}`, ...shown].join('\n');
  }
}

/** The frames of a stack; none if a tool has replaced `Error.prepareStackTrace` by a function that does not return text. */
function framesOf({ stack }: Moment): readonly string[] {
  return typeof stack === 'string' ? stack.split('\n').filter((line) => /^ +at /.test(line)) : [];
}

function isOfProgram(frame: string): boolean {
  return (OWN === undefined || !frame.includes(OWN)) && !OTHERS.test(frame);
}
