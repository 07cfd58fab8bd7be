import { Interruption } from './interruption';
import { observe, RunRequest, SeenRun } from './observe';
import { Reader } from './readable';
import { remarksOnRun } from './remarks-on-run';
import { suggestionJson, suggestionText } from './report';
import { findRuntime, Runtime } from './runtime';
import { RuntimeName } from './runtime-names';
import { suggest } from './suggestion';
import { InputError } from '../../audit/input-error';
import { EXIT_CODES, ExitCode } from '../exit-code';
import { Io } from '../io';
import { log } from '../log';

/** The command line of `suggest-paths`. */
export interface SuggestPathsOptions {
  readonly image: string;
  readonly command: readonly string[];
  readonly runtime?: RuntimeName;
  readonly for: string;
  readonly until?: string;
  readonly user?: string;
  readonly env: readonly string[];
  readonly network?: string;
  readonly runOption: readonly string[];
  readonly format: 'text' | 'json';
}

/**
 * Runs an image, and prints the paths that its hardened workload must declare as writable.
 *
 * @throws InputError if no runtime is installed, or it cannot run the image
 */
export async function runSuggestPaths(options: SuggestPathsOptions, io: Io): Promise<ExitCode> {
  const request = requestOf(options);
  const name = findRuntime(options.runtime, io.env);
  const interruption = new Interruption();
  let run: SeenRun;
  try {
    if (io.stderr.isTTY) {
      log(io, `running ${options.image} with ${name}; Ctrl-C ends the run and reports what it wrote until then`);
    }
    run = await observe(new Runtime(name, io.env, interruption.everything), request, interruption, (line) => log(io, line));
  } finally {
    interruption.close();
  }
  const { user, ending } = run;
  const suggestion = suggest({ ...run, reader: readerOf(user) });
  const remarks = [...remarksOnRun(run, suggestion), ...entrypointRemarks(run, options)];
  const report = { image: options.image, runtime: name, user, ending, remarks, suggestion };
  io.stdout.write(options.format === 'json' ? suggestionJson(report) : suggestionText(report));
  const failure = failureOf(run, options.until);
  failure.forEach((line) => log(io, line));
  return failure.length === 0 ? EXIT_CODES.clean : EXIT_CODES.error;
}

/** Why the report may be incomplete. */
function failureOf({ ending, log: lines }: SeenRun, until: string | undefined): readonly string[] {
  const failure = {
    time: until === undefined ? undefined : `--until ${until} did not succeed within ${ending.seconds} s`,
    exit: ending.exitCode === 0 && until === undefined ? undefined : `the container exited after ${ending.seconds} s with code ${ending.exitCode}`,
    until: undefined,
    interrupted: undefined,
  }[ending.kind];
  return failure === undefined ? [] : [
    `${failure}: it may write to more paths than reported`,
    ...lines.length === 0 ? ['its log is empty'] : ['the end of its log:', ...lines.map((line) => `  ${line}`)],
  ];
}

function requestOf({ image, command, for: duration, until, user, env, network, runOption }: SuggestPathsOptions): RunRequest {
  return {
    image,
    command,
    milliseconds: milliseconds(duration),
    until: until === undefined ? undefined : untilCommand(until),
    user,
    env,
    network,
    runOptions: runOption,
  };
}

const UNITS: { readonly [unit: string]: number } = { '': 1000, 's': 1000, 'm': 60_000, 'h': 3_600_000 };
const LONGEST = 24 * UNITS.h;

function milliseconds(duration: string): number {
  const [, amount, unit] = /^(\d{1,9})([smh]?)$/.exec(duration) ?? [];
  const time = Number(amount) * UNITS[unit];
  if (!(time > 0 && time <= LONGEST)) {
    throw new InputError(`--for ${duration} is not a duration: write 30s, 5m or 1h, at most 24h`);
  }
  return time;
}

/** A string is for a shell; a JSON list runs without one. */
function untilCommand(until: string): readonly string[] {
  if (!until.trimStart().startsWith('[')) {
    return ['sh', '-c', until];
  }
  let words: unknown;
  try {
    words = JSON.parse(until);
  } catch {
    // `[ -e /ready ]` is a command for a shell.
    return ['sh', '-c', until];
  }
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => typeof word === 'string')) {
    throw new InputError(`--until ${until} is not a list of strings: write '["/app/health", "--quiet"]'`);
  }
  return words;
}

/** The numeric ids of `--user` or of an image's USER, without root's. */
function readerOf(user: string | undefined): Reader {
  const [uid, gid] = (user ?? '').split(':').map((id) => /^[1-9]\d*$/.test(id) ? Number(id) : undefined);
  return { uid, gid };
}

/** An ENTRYPOINT that gets a command as its arguments may not run it. */
function entrypointRemarks({ entrypoint }: SeenRun, { command, runOption }: SuggestPathsOptions): readonly string[] {
  const isReplaced = runOption.some((option) => /^--entrypoint(?:=|$)/.test(option));
  return command.length === 0 || entrypoint.length === 0 || isReplaced ? [] : [
    `the image's ENTRYPOINT ${JSON.stringify(entrypoint)} got ${JSON.stringify(command)} as its arguments; to run the command instead of it, add --run-option=--entrypoint=`,
  ];
}
