import { readFileSync } from 'fs';
import { join } from 'path';
import { Command, CommanderError, Option } from 'commander';
import type { AuditOptions } from './audit/options';
import { EXIT_CODES, ExitCode } from './exit-code';
import type { HardenOptions } from './harden/options';
import * as help from './help';
import { Interrupted, interruptible } from './interrupt';
import { Io } from './io';
import type { LockCommand } from './lock/options';
import { TOOLS } from './lock/tool-names';
import { log } from './log';
import { addNetwork } from './network/command';
import { addPolicies } from './policies/command';
import type { DoctorOptions } from './run-doctor';
import { InputError, orInputError } from '../manifest/input-error';
import type { SuggestPathsOptions } from './suggest/options';
import { RUNTIMES } from './suggest/runtime-names';
import { GROUP_BY } from '../reports/audit';
import { FORMAT_NAMES } from '../reports/formats/names';
import { IMAGE_KNOWLEDGE, UNKNOWN_IMAGE } from '../settings/image-modes';
import { LEVELS } from '../settings/levels';
import { PLATFORMS } from '../settings/settings';
import { WAIVER_MODES } from '../waivers/modes';

const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));

const HELP_WIDTH = 80;

/**
 * Runs the command line. Every error is a line on stderr and an exit code.
 *
 * @param argv without the names of Node.js and of the script
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.clean;
  const program = new Command('cdk8s-hardened')
    .description('Checks Kubernetes manifests and Dockerfiles against the controls of cdk8s-hardened, finds the paths that an image writes to, pins images, shows who may connect to whom, writes admission policies, and says why pods fail.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.isTTY ? io.stdout.columns ?? HELP_WIDTH : HELP_WIDTH,
    })
    .addHelpText('after', help.PROGRAM);
  // Each command loads its own modules when it runs, so that the others start faster. It uses `require`: Jest cannot run `import()`.
  addAudit(program, async (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runAudit }: typeof import('./run-audit') = require('./run-audit');
    await waitForInput(options, io);
    exitCode = await interruptible(runAudit(options, io), io);
  });
  addHarden(program, async (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runHarden }: typeof import('./run-harden') = require('./run-harden');
    await waitForInput(options, io);
    exitCode = await interruptible(runHarden(options, io), io);
  });
  addLock(program, async (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runLock }: typeof import('./run-lock') = require('./run-lock');
    await waitForInput(options, io);
    exitCode = await runLock(options, io);
  });
  addNetwork(program, async (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runNetwork }: typeof import('./run-network') = require('./run-network');
    await waitForInput(options, io);
    exitCode = await interruptible(runNetwork(options, io), io);
  });
  addPolicies(program, (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runPolicies }: typeof import('./run-policies') = require('./run-policies');
    exitCode = runPolicies(options, io);
  });
  addInit(program, () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runInit }: typeof import('./run-init') = require('./run-init');
    exitCode = runInit(io);
  });
  addExplain(program, (control) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { explain }: typeof import('./explain') = require('./explain');
    io.stdout.write(`${orInputError(() => explain(control))}\n`);
  });
  addDoctor(program, (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runDoctor }: typeof import('./run-doctor') = require('./run-doctor');
    exitCode = runDoctor(options, io);
  });
  addSuggestPaths(program, async (options) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runSuggestPaths }: typeof import('./suggest/run-suggest-paths') = require('./suggest/run-suggest-paths');
    exitCode = await runSuggestPaths(options, io);
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

async function waitForInput({ paths }: { readonly paths: readonly string[] }, io: Io): Promise<void> {
  if (paths.includes('-')) {
    await io.waitForStdin?.();
  }
}

function addAudit(program: Command, audit: (options: AuditOptions) => Promise<void>): void {
  program.command('audit')
    .description('check manifests and Dockerfiles')
    .argument('[path...]', 'files, folders, or - for YAML or JSON on standard input')
    .addOption(new Option('--profile <profile>', 'set of controls to check (default: hardened)').choices([...LEVELS]))
    .option('--kubernetes-version <version>', 'Kubernetes version that the manifests target: 1.28, v1.28 or latest (default: latest)')
    .addOption(new Option('--platform <platform>', 'platform that the manifests target (default: kubernetes)').choices([...PLATFORMS]))
    .option('--config <file>', 'settings file (default: the nearest cdk8s-hardened.yaml from the working directory upwards); options override it')
    .option('--no-config', 'use no settings file')
    .option('--only <control>', 'evaluate only this control; repeatable', collect, [])
    .option('--exclude <glob>', 'leave out the files that match; repeatable', collect, [])
    .option('--changed-since <revision>', 'audit only files that changed since the current branch left this revision of git')
    .option('--lock <file>', 'lock file: find images that differ from it or that it does not have')
    .option('--max-age <days>', 'find images whose entry in the lock file is older: 30d or 4w')
    .option('--skip-other-files', 'skip named files that have no Kubernetes object, as in folders; for lists of files such as those of pre-commit')
    .addOption(new Option('--format <format>', 'format of the report').choices([...FORMAT_NAMES]).default('text'))
    .option('--output <file>', 'write the report to a file; if the audit fails with 2, the file does not change')
    .option('--report <format=file>', 'write another report, such as sarif=out.sarif; repeatable', collect, [])
    .addOption(new Option('--group-by <what>', 'what the text is grouped by').choices([...GROUP_BY]).default('workload'))
    .option('--quiet', 'print only errors, other findings at or above --fail-on, and the last line of the text')
    .option('--color', 'print the text in color, even if the output is not a terminal')
    .option('--no-color', 'print the text without color')
    .option('--include-waived', 'write waived findings into SARIF, as suppressed results; GitHub opens alerts for these')
    .addOption(new Option('--fail-on <severity>', 'lowest severity that makes the exit code 1 (default: error)').choices(['error', 'warning', 'never']))
    .option('--fail-on-unevaluated', 'also exit with 1 if an object contains pods that no control can check and no waiver accepts')
    .option('--baseline <file>', 'file that lists known findings: only new ones fail')
    .option('--update-baseline', 'write the current findings into the baseline')
    .addOption(new Option('--waivers <mode>', 'waivers that count in addition to those of the settings file: those on the objects, only those of the waiver file, or none')
      .choices([...WAIVER_MODES]).default('inline'))
    .option('--waiver-file <file>', 'waiver file: its waivers for --waivers file, its limits in any mode')
    .option('--write-waivers <file>', 'write a waiver file for the findings, with reasons for you to fill in')
    .option('--emit-waivers <folder>', 'write the waivers that were used as files for Trivy, Kubescape and Kyverno into a folder')
    .addOption(new Option('--expired <mode>', 'what an expired waiver does').choices(['fail', 'warn']).default('fail'))
    .addHelpText('after', help.AUDIT)
    .action((paths: string[], options: Omit<AuditOptions, 'paths' | 'version'>) => audit({ ...options, paths, version }));
}

function addHarden(program: Command, harden: (options: HardenOptions) => Promise<void>): void {
  program.command('harden')
    .description('fill in secure settings that manifests lack, and keep everything else as it is')
    .argument('[path...]', 'files, folders, or - for YAML or JSON on standard input')
    .addOption(new Option('--profile <profile>', 'fill in what this profile requires (default: pss-restricted)').choices([...LEVELS]))
    .option('--kubernetes-version <version>', 'Kubernetes version that the manifests target: 1.28, v1.28 or latest (default: latest)')
    .addOption(new Option('--platform <platform>', 'platform that the manifests target (default: kubernetes)').choices([...PLATFORMS]))
    .option('--config <file>', 'settings file (default: the nearest cdk8s-hardened.yaml from the working directory upwards); options override it')
    .option('--no-config', 'use no settings file')
    .option('--run-as <uid>', 'user of containers whose manifest sets none: uid, uid:gid or uid:gid:fsGroup')
    .option('--override-unsafe', 'replace unsafe values of the author, and list each previous value')
    .addOption(new Option('--unknown-image <mode>', 'workloads with images whose user is unknown (default: fill)').choices([...UNKNOWN_IMAGE]))
    .option('--lock <file>', 'lock file: append its digests to images that have none')
    .option('--secrets-as-files', 'mount Secrets as files instead of variables, for images that are known to read them')
    .addOption(new Option('--image-knowledge <mode>', 'what is known about images: fill it in, only report what contradicts it, or neither (default: fill)').choices([...IMAGE_KNOWLEDGE]))
    .option('--only <control>', 'change only what this control requires; repeatable', collect, [])
    .option('--exclude <control>', 'change nothing for this control; repeatable', collect, [])
    .option('--write', 'change the files in place')
    .option('--output <folder>', 'write all files to a folder')
    .option('--diff', 'print what changes as a unified diff')
    .option('--network-policies <file>', 'write a proposal of NetworkPolicies for the workloads that none isolates, derived from ports, Services and Ingresses')
    .option('--check', 'exit with 1 if something would change; write nothing')
    .addOption(new Option('--fail-on <severity>', 'lowest severity of a finding that makes the exit code 1 (default: never)').choices(['error', 'warning', 'never']))
    .addHelpText('after', help.HARDEN)
    .action((paths: string[], options: Omit<HardenOptions, 'paths'>) => harden({ ...options, paths }));
}

function addLock(program: Command, lock: (options: LockCommand) => Promise<void>): void {
  program.command('lock')
    .description('write a lock file with the content that the image tags of manifests name now')
    .argument('[path...]', 'files, folders, or - for YAML or JSON on standard input')
    .option('--file <file>', 'lock file (default: that of the settings file, else images.lock.yaml)')
    .option('--check', 'compare the file with the registries, and exit with 1 if a tag has moved or is missing, or an image is not locked; write nothing')
    .option('--platform <platform>', 'fail for an image that is not for this platform, such as linux/arm64; repeatable', collect, [])
    .option('--exclude-image <pattern>', 'leave out the images that match, such as auto or registry.local/*; repeatable', collect, [])
    .addOption(new Option('--tool <tool>', 'program that asks the registries, with the credentials that you gave it (default: the first of these that is installed)').choices([...TOOLS]))
    .option('--tool-option <option>', 'further option of that program, such as --tool-option=--tls-verify=false; repeatable', collect, [])
    .option('--config <file>', 'settings file (default: the nearest cdk8s-hardened.yaml from the working directory upwards)')
    .option('--no-config', 'use no settings file')
    .addHelpText('after', help.LOCK)
    .action((paths: string[], options: Omit<LockCommand, 'paths'>) => lock({ ...options, paths }));
}

function addInit(program: Command, init: () => void): void {
  program.command('init')
    .description('write a first cdk8s-hardened.yaml for the files in the working directory')
    .addHelpText('after', help.INIT)
    .action(init);
}

function addExplain(program: Command, show: (control: string | undefined) => void): void {
  program.command('explain')
    .description('describe a control, or list all controls')
    .argument('[control]', 'id of a control')
    .addHelpText('after', help.EXPLAIN)
    .action(show);
}

function addDoctor(program: Command, diagnose: (options: DoctorOptions) => void): void {
  program.command('doctor')
    .description('say why a workload does not start, and what to write')
    .argument('[target]', 'KIND/NAME, such as deployment/web, read by kubectl; - for JSON on standard input; all pods of the namespace if absent')
    .option('-n, --namespace <namespace>', 'namespace (default: that of the context of kubectl)')
    .option('--context <context>', 'context of kubectl (default: the current one)')
    .addOption(new Option('--format <format>', 'format of the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', help.DOCTOR)
    .action((target: string | undefined, options: Omit<DoctorOptions, 'target'>) => diagnose({ ...options, target }));
}

function addSuggestPaths(program: Command, suggest: (options: SuggestPathsOptions) => Promise<void>): void {
  program.command('suggest-paths')
    .description('run an image with podman or docker, print the user and the paths that its hardened workload must declare, and run it again with these')
    .argument('<image>', 'the image to run')
    .argument('[command...]', 'after --: command to run instead of the image\'s CMD; it becomes the arguments of an ENTRYPOINT')
    .addOption(new Option('--runtime <runtime>', 'container runtime (default: podman if it is installed)').choices([...RUNTIMES]))
    .option('--for <time>', 'maximum duration of the run: 30s, 5m or 1h', '30s')
    .option('--until <command>', 'end the run when this command succeeds in the container: a string for its sh, or a JSON list of strings to run without a shell')
    .option('--probe <address>', 'HTTP address in the container, such as http://:8080/: end a run when it responds, and compare the responses of both runs')
    .option('--user <user>', 'user to run as: uid, uid:gid or a name (default: the image\'s USER; if that is root, the user that is known of the image)')
    .option('--env <variable>', 'NAME=value, or NAME to pass on its current value; repeatable', collect, [])
    .option('--network <network>', 'network of the runtime, such as none (default: the runtime\'s)')
    .option('--run-option <option>', 'additional option of the runtime, such as --run-option=--publish=8080:8080; repeatable', collect, [])
    .option('--write-knowledge <file>', 'write what was found about the image into a settings file, such as cdk8s-hardened.yaml, for the command harden')
    .option('--skip-verification', 'do not run the image a second time, with the suggested paths and a read-only root filesystem')
    .addOption(new Option('--format <format>', 'format of the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', help.SUGGEST_PATHS)
    .action((image: string, command: string[], options: Omit<SuggestPathsOptions, 'image' | 'command'>) => suggest({ ...options, image, command }));
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function exitCodeOf(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? EXIT_CODES.clean : EXIT_CODES.error;
  }
  const { message } = error as Error;
  if (error instanceof Interrupted) {
    log(io, message);
    return EXIT_CODES.interrupted;
  }
  log(io, error instanceof InputError ? message : `unexpected error, please report it: ${message}`);
  return EXIT_CODES.error;
}
