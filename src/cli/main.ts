#!/usr/bin/env node
import { readFileSync } from 'fs';
import { join } from 'path';
import { Command, CommanderError, Option } from 'commander';
import { EXIT_CODES, ExitCode } from './exit-code';
import { explain } from './explain';
import { log } from './log';
import { AuditOptions, runAudit } from './run-audit';
import { InputError, orInputError } from '../audit/input-error';
import { WAIVER_MODES } from '../audit/waivers';
import type { SuggestPathsOptions } from './suggest/run-suggest-paths';
import { RUNTIMES } from './suggest/runtime-names';
import { LEVELS } from '../controls/control';
import { PLATFORMS } from '../settings/settings';

const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));

const program = new Command('cdk8s-hardened')
  .description('Judges Kubernetes manifests and Dockerfiles by the controls of cdk8s-hardened, and finds what images write.')
  .version(version)
  .exitOverride();

program.command('audit')
  .description('judge manifests and Dockerfiles: files, folders, or - for YAML or JSON on standard input')
  .argument('[path...]', 'files, folders, or -')
  .addOption(new Option('--profile <profile>', 'the set of controls').choices([...LEVELS]).default('hardened'))
  .option('--kubernetes-version <version>', 'the version that the manifests are for, as 1.28, v1.28 or latest', 'latest')
  .addOption(new Option('--platform <platform>', 'where the manifests are going to run').choices([...PLATFORMS]).default('kubernetes'))
  .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'))
  .option('--output <file>', 'write the report to a file, whole or not at all')
  .addOption(new Option('--fail-on <severity>', 'what makes the exit code 1').choices(['error', 'warning', 'never']).default('error'))
  .option('--fail-on-unevaluated', 'exit code 1, too, where an object holds pods that no control evaluates and no waiver accepts')
  .addOption(new Option('--waivers <mode>', 'whose waivers count').choices([...WAIVER_MODES]).default('inline'))
  .option('--waiver-file <file>', 'the waiver file, for --waivers file')
  .addOption(new Option('--expired <mode>', 'what an expired waiver does').choices(['fail', 'warn']).default('fail'))
  .action((paths: string[], options: Omit<AuditOptions, 'paths' | 'version'>) => {
    process.exitCode = runAudit({ ...options, paths, version });
  });

program.command('explain')
  .description('say what a control is about, or list all')
  .argument('[control]', 'id of a control')
  .action((control: string | undefined) => {
    process.stdout.write(`${orInputError(() => explain(control))}\n`);
  });

program.command('suggest-paths')
  .description('run an image with podman or docker, and say which paths its hardened workload has to declare as writable')
  .argument('<image>', 'the image to run')
  .argument('[command...]', 'after --: what to run in place of the image\'s CMD; an ENTRYPOINT gets it as arguments')
  .addOption(new Option('--runtime <runtime>', 'what runs it; podman where both are installed').choices([...RUNTIMES]))
  .option('--for <time>', 'how long it runs at most, as 30s, 5m or 1h', '30s')
  .option('--until <command>', 'ends the run as soon as this succeeds in the container: a text for its sh, or a JSON list of words for no shell')
  .option('--user <user>', 'as whom it runs: uid, uid:gid or a name (default: as the image says)')
  .option('--env <variable>', 'NAME=value, or NAME for the value it has here; can be repeated', collect, [])
  .option('--network <network>', 'as the runtime knows it, such as none (default: the runtime\'s)')
  .option('--run-option <option>', 'a further option of the runtime, as --run-option=--publish=8080:8080; can be repeated', collect, [])
  .addOption(new Option('--format <format>', 'of what is told').choices(['text', 'json']).default('text'))
  .action(async (image: string, command: string[], options: Omit<SuggestPathsOptions, 'image' | 'command'>) => {
    // Loaded only here: audits, which run often, start sooner without it.
    const { runSuggestPaths } = await import('./suggest/run-suggest-paths.js');
    process.exitCode = await runSuggestPaths({ ...options, image, command });
  });

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

// Whoever reads the report may stop reading: that changes nothing in what was found.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      process.exit(process.exitCode);
    }
    log(`the output cannot be written: ${error.message}`);
    process.exit(EXIT_CODES.cannotWork);
  });
}

program.parseAsync().catch((error) => {
  process.exitCode = exitCodeOf(error);
});

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? EXIT_CODES.clean : EXIT_CODES.cannotWork;
  }
  const { message } = error as Error;
  log(error instanceof InputError ? message : `this should not happen, please report it: ${message}`);
  return EXIT_CODES.cannotWork;
}
