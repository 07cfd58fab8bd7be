import { failedVerification, runFailure } from './failures';
import { Interruption } from './interruption';
import { RunObservation } from './observation';
import { RunContext, observe, RunRequest, SeenRun } from './observe';
import { SuggestPathsOptions } from './options';
import { capabilityRemarks, startedPaths } from './program';
import { Reader } from './readable';
import { lowPortsOf, portRemarks, remarksOnRun } from './remarks-on-run';
import { suggestionJson, SuggestionReport, suggestionText } from './report';
import { requestOf } from './request';
import { RunUser, workloadIds } from './run-as';
import { findRuntime, Runtime } from './runtime';
import { RuntimeName } from './runtime-names';
import { lockEntryFor, lockFor, saveObservation } from './save-observation';
import { allowsParent } from './seeded-parent';
import { suggest, Suggestion } from './suggestion';
import { verify } from './verify';
import { checkKnowledgeFile, writeKnowledge } from './write-knowledge';
import { EXIT_CODES, ExitCode } from '../exit-code';
import { Io, log } from '../io';

/**
 * Runs an image, prints the paths that its hardened workload must declare as writable, and runs the image again with these paths.
 *
 * @throws InputError if no runtime is installed, or it cannot run the image
 */
export async function runSuggestPaths(options: SuggestPathsOptions, io: Io): Promise<ExitCode> {
  const lock = lockFor(options);
  const entry = options.save && lock ? lockEntryFor(options, lock) : undefined;
  const request = requestOf(options, lock, entry);
  checkKnowledgeFile(options.writeKnowledge);
  const name = findRuntime(options.runtime, io.env);
  const interruption = new Interruption();
  const course: RunContext = { runtime: new Runtime(name, io.env, interruption.everything), interruption, warn: (line) => log(io, line) };
  try {
    progress(io, `running ${options.image} with ${name}; Ctrl-C ends the run and reports what it wrote until then`);
    const run = await observe(request, course);
    const observation = { ...run, started: startedPaths(run), reader: readerOf(run.user) };
    const failure = runFailure(run, options);
    const { suggestion, verification } = options.skipVerification ? { suggestion: suggest(observation), verification: undefined }
      : await verified(request, run, observation, failure.length > 0, course, io);
    const report = reportOf(options, request, name, run, suggestion, verification);
    io.stdout.write(options.format === 'json' ? suggestionJson(report) : suggestionText(report));
    const exitCode = exitCodeOf(failure, verification, io);
    const { writeKnowledge: file, image, env } = options;
    if (file !== undefined && exitCode === EXIT_CODES.clean) {
      const { paths } = suggestion;
      writeKnowledge(file, { image, ids: workloadIds(run.user), paths, env, run, knowledge: request.knowledge }, io);
    } else if (file !== undefined) {
      log(io, `${file}: was not changed, because the suggestion is not verified`);
    }
    if (entry && exitCode === EXIT_CODES.clean) {
      saveObservation(lock!.file, entry, workloadIds(run.user), suggestion.paths, io);
    } else if (entry) {
      log(io, `${lock!.file}: was not changed, because the suggestion is not verified`);
    }
    return exitCode;
  } finally {
    interruption.close();
  }
}

/**
 * The suggestion, with its second run or the reason why that run was skipped. If the second run fails, a third run has volumes at the
 * parents of created directories.
 */
async function verified(
  request: RunRequest,
  run: SeenRun,
  observation: RunObservation,
  hasFailed: boolean,
  course: RunContext,
  io: Io,
): Promise<Pick<SuggestionReport, 'suggestion' | 'verification'>> {
  const suggestion = suggest(observation);
  if (hasFailed || run.ending.kind === 'interrupted') {
    return { suggestion, verification: hasFailed ? 'the run failed' : 'the run was interrupted' };
  }
  progress(io, 'running it once more, with these paths and a read-only root filesystem');
  const verification = await verify(request, run, suggestion.paths, course);
  const other = suggest(observation, allowsParent);
  if (verification.differences.length > 0 && pathsOf(other) !== pathsOf(suggestion)) {
    progress(io, `it does not work: running it with ${pathsOf(other)}`);
    const second = await verify(request, run, other.paths, course);
    if (second.differences.length === 0 && second.ending?.kind !== 'interrupted') {
      return { suggestion: other, verification: second };
    }
  }
  return { suggestion, verification: verification.ending?.kind === 'interrupted' ? 'the second run was interrupted' : verification };
}

function pathsOf({ paths }: Suggestion): string {
  return paths.map(({ path }) => path).join(', ');
}

function reportOf(
  { image, command, runOption, probe }: SuggestPathsOptions,
  request: RunRequest,
  runtime: RuntimeName,
  run: SeenRun,
  suggestion: Suggestion,
  verification: SuggestionReport['verification'],
): SuggestionReport {
  const lowPorts = lowPortsOf(run, request.probe?.port);
  const remarks = [
    ...remarksOnRun(run, suggestion),
    ...capabilityRemarks(run),
    ...portRemarks(lowPorts),
    ...entrypointRemarks(run, { command, runOption }),
  ];
  const { user, ending } = run;
  return { image, runtime, user: user.text, runAs: workloadIds(user), probe, lowPorts, ending, remarks, suggestion, verification };
}

function exitCodeOf(failure: readonly string[], verification: SuggestionReport['verification'], io: Io): ExitCode {
  const differs = typeof verification === 'object' && verification.differences.length > 0;
  const lines = differs ? failedVerification(verification) : failure;
  lines.forEach((line) => log(io, line));
  if (differs) {
    return EXIT_CODES.findings;
  }
  return failure.length > 0 ? EXIT_CODES.error : EXIT_CODES.clean;
}

function progress(io: Io, line: string): void {
  if (io.stderr.isTTY) {
    log(io, line);
  }
}

/** The user who reads the image's files. Ids of root are left out. */
function readerOf({ ids }: RunUser): Reader {
  return { uid: ids?.uid || undefined, gid: ids?.gid || undefined };
}

/** A remark on a command of the user, which an ENTRYPOINT gets as its arguments and may not run. */
function entrypointRemarks(
  { config }: SeenRun,
  { command, runOption }: Pick<SuggestPathsOptions, 'command' | 'runOption'>,
): readonly string[] {
  const isReplaced = runOption.some((option) => /^--entrypoint(?:=|$)/.test(option));
  return command.length === 0 || config.entrypoint.length === 0 || isReplaced ? [] : [
    `the image's ENTRYPOINT ${JSON.stringify(config.entrypoint)} got ${JSON.stringify(command)} as its arguments; to `
      + 'run the command instead of it, add --run-option=--entrypoint=',
  ];
}
