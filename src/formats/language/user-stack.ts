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
 * @param depth how many frames it has at most
 * @param above the function whose callers they are
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

/** Unexpected errors: all their frames are needed to find the bug. */
const BUGS: readonly string[] = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'];

/**
 * Leaves only the frames of the user's program in the stack of an error of a library: those of libraries are many, and hide the line that
 * is wrong. Called where the error leaves our code, or where it is made.
 *
 * @param places further ones, which come first
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

/** None if a tool has replaced `Error.prepareStackTrace` by a function that returns no text. */
function framesOf({ stack }: Moment): readonly string[] {
  return typeof stack === 'string' ? stack.split('\n').filter((line) => /^ +at /.test(line)) : [];
}

function isOfProgram(frame: string): boolean {
  return (OWN === undefined || !frame.includes(OWN)) && !OTHERS.test(frame);
}
