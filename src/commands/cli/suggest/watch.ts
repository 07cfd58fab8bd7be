import { setTimeout } from 'timers/promises';
import type { HttpAnswer } from './ask';
import { allChanges, FileChange } from './changes';
import type { Ask } from './probe';
import { Runtime } from './runtime';
import { InputError } from '../../../formats/manifest/input-error';

/** The end of a run. */
export interface Ending {
  readonly kind: 'time' | 'until' | 'exit' | 'interrupted';
  readonly seconds: number;
  /** Exit code of the container, if it exited by itself. */
  readonly exitCode?: number;
  /** The last answer to the probe, if there is a probe and it got one. */
  readonly answer?: HttpAnswer;
}

/** The duration of a run. */
export interface Lasting {
  readonly milliseconds: number;
  /** A command in the container whose success ends the run. */
  readonly until?: readonly string[];
}

/** A probe whose answer ends the run. */
export interface AwaitedAnswer {
  readonly ask: Ask;
  readonly isEnough: (answer: HttpAnswer) => boolean;
}

type Reason = Omit<Ending, 'seconds' | 'answer'>;

const PAUSE = 500;

/** Milliseconds between two lists of changes. They are frequent, because some files exist only for a moment. */
const LOOK = 1000;

/**
 * Waits until a container has run long enough or has ended, and records its changes. If there are a command and a probe, both must succeed.
 *
 * @throws InputError if the command of `--until` cannot run in the container at all
 */
export async function watch(
  runtime: Runtime,
  container: string,
  lasting: Lasting,
  awaited: AwaitedAnswer | undefined,
  interruption: AbortSignal,
): Promise<[Ending, readonly FileChange[]]> {
  const end = new AbortController();
  return Promise.all([
    endingOf(runtime, container, lasting, awaited, interruption).finally(() => end.abort()),
    changesUntil(end.signal, runtime, container),
  ]);
}

async function changesUntil(end: AbortSignal, runtime: Runtime, container: string): Promise<readonly FileChange[]> {
  let seen: readonly FileChange[] = [];
  for (let isLast = false; !isLast;) {
    await pause(LOOK, end);
    isLast = end.aborted;
    // The list may fail if the program removes files at the same time.
    seen = allChanges(seen, await runtime.changes(container).catch(() => []));
  }
  return seen;
}

async function endingOf(
  runtime: Runtime,
  container: string,
  lasting: Lasting,
  awaited: AwaitedAnswer | undefined,
  interruption: AbortSignal,
): Promise<Ending> {
  const { milliseconds, until } = lasting;
  const start = Date.now();
  const enough = new AbortController();
  const stop = AbortSignal.any([enough.signal, interruption]);
  let answer: HttpAnswer | undefined;
  const successes = [
    ...until ? [successOf(runtime, container, until, stop)] : [],
    ...awaited ? [answered(awaited, stop, (last) => { answer = last; })] : [],
  ];
  try {
    const reason = await Promise.race([
      pause(milliseconds, stop).then((): Reason => ({ kind: interruption.aborted ? 'interrupted' : 'time' })),
      exitOf(runtime, container, stop),
      ...successes.length > 0 ? [Promise.all(successes).then((): Reason => ({ kind: 'until' }))] : [],
    ]);
    return { ...reason, seconds: Math.round((Date.now() - start) / 100) / 10, ...answer && { answer } };
  } finally {
    enough.abort();
  }
}

async function exitOf(runtime: Runtime, container: string, stop: AbortSignal): Promise<Reason> {
  const { status, stdout, stderr } = await runtime.run(['wait', container], stop);
  if (stop.aborted) {
    return never();
  }
  if (status !== 0) {
    throw new InputError(`${runtime.name} wait failed: ${stderr.trim()}`);
  }
  return { kind: 'exit', exitCode: Number(stdout.trim()) };
}

async function successOf(runtime: Runtime, container: string, command: readonly string[], stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const { status, stdout, stderr } = await runtime.run(['exec', container, ...command], stop);
    if (status === 0) {
      return;
    }
    // Docker prints this error on standard output.
    if (Number(status) >= NOT_RUN && NO_PROGRAM.test(stdout + stderr) && !stop.aborted) {
      throw new InputError(`the image has no program "${command[0]}" for --until: use a program `
        + 'of the image, such as \'["/app/health", "--quiet"]\'');
    }
    await pause(PAUSE, stop);
  }
  return never();
}

async function answered({ ask, isEnough }: AwaitedAnswer, stop: AbortSignal, note: (answer: HttpAnswer) => void): Promise<void> {
  while (!stop.aborted) {
    const answer = await ask();
    if (answer && !stop.aborted) {
      note(answer);
      if (isEnough(answer)) {
        return;
      }
    }
    await pause(PAUSE, stop);
  }
  return never();
}

/** From this exit code on, the command may never have run. */
const NOT_RUN = 125;

/** The messages of runc, crun and Docker about a missing program. Shells have other messages. */
const NO_PROGRAM = /executable file .*not found|unable to start container process|stat .*: no such file/;

/** Waits. The signal ends the pause early, without an error. */
async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal: stop }).catch(() => undefined);
}

/** A promise that never settles, so that it loses every race. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
