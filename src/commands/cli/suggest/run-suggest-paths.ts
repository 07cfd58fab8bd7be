import { failedVerification, runFailure } from './failures';
import { Interruption } from './interruption';
import { RunContext, observe, RunRequest, SeenRun } from './observe';
import { SuggestPathsOptions } from './options';
import { capabilityRemarks } from './program';
import { lowPortsOf, portRemarks, remarksOnRun } from './remarks-on-run';
import { suggestionJson, SuggestionReport, suggestionText } from './report';
import { requestOf } from './request';
import { workloadIds } from './run-as';
import { findRuntime, Runtime } from './runtime';
import { RuntimeName } from './runtime-names';
import { lockEntryFor, lockFor, saveObservation } from './save-observation';
import { Suggestion } from './suggestion';
import { suggestionFrom, VerifiedSuggestion, verifiedSuggestion } from './verified-suggestion';
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
    progress(io, `running ${options.image} with ${name}; Ctrl-C ends the run and reports the paths written so far`);
    const run = await observe(request, course);
    const failure = runFailure(run, options);
    const { suggestion, verification }: VerifiedSuggestion = options.skipVerification ? { suggestion: suggestionFrom(run) }
      : await verifiedSuggestion(request, run, options, course, (line) => progress(io, line));
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
