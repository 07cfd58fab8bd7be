import { Command, CommanderError, Help, Option } from 'commander';
import { addAudit } from './commands/audit';
import { addCompletion } from './commands/completion';
import { addDoctor } from './commands/doctor';
import { addExplain } from './commands/explain';
import { addExportWaivers } from './commands/export-waivers';
import { addHarden } from './commands/harden';
import { addInit } from './commands/init';
import { addLock } from './commands/lock';
import { addLsp } from './commands/lsp';
import { addNamespaces } from './commands/namespaces';
import { addNetwork } from './commands/network';
import { addPolicies } from './commands/policies';
import { addSuggestPaths } from './commands/suggest-paths';
import { addSuggestWaivers } from './commands/suggest-waivers';
import { addValues } from './commands/values';
import { addWriteBaseline } from './commands/write-baseline';
import { EXIT_CODES, ExitCode } from './exit-code';
import { helpText } from './help-text';
import { Interrupted, Io, log } from './io';
import { InputError } from '../../formats/manifest/input-error';
import { HOME_PAGE } from '../../tasks/reports/home-page';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { version } = require('cdk8s-hardened/package.json');

/** In the order of the help. */
const COMMANDS = [
  addAudit, addHarden, addValues, addLock, addNetwork, addNamespaces, addPolicies, addInit, addExplain, addDoctor, addSuggestPaths,
  addSuggestWaivers, addExportWaivers, addWriteBaseline, addLsp, addCompletion,
];

const HELP_WIDTH = 80;

const HELP = `
Examples:
  cdk8s-hardened init
  cdk8s-hardened audit dist
  cdk8s-hardened harden manifests --diff
  cdk8s-hardened values ./chart --release web -n shop
  cdk8s-hardened lock manifests
  cdk8s-hardened network dist
  cdk8s-hardened namespaces --cluster
  cdk8s-hardened policies --profile pss-restricted
  cdk8s-hardened explain read-only-root-filesystem
  cdk8s-hardened suggest-paths nginx:1.29
  cdk8s-hardened doctor deployment/web

Run "cdk8s-hardened help <command>" for the options, more examples and the exit codes of a command.
Documentation: ${HOME_PAGE}#readme
`;

/**
 * Runs the command line. Every error is a line on stderr and an exit code.
 *
 * @param argv without the names of Node.js and of the script
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.clean;
  const helpWidth = io.stdout.isTTY ? io.stdout.columns ?? HELP_WIDTH : HELP_WIDTH;
  const program = new Command('cdk8s-hardened')
    .description('Checks Kubernetes manifests and Dockerfiles against the controls of cdk8s-hardened, finds the paths that an image writes '
      + 'to, pins images, shows which connections NetworkPolicies allow, writes admission policies, and explains why pods fail.')
    .version(version)
    .configureOutput({
      outputError: () => {}, // `exitCodeOf` prints it, like all other errors.
      writeOut: (text) => io.stdout.write(helpText(text, helpWidth)),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => helpWidth,
    })
    .configureHelp({ optionDescription, subcommandTerm: (command) => command.name() })
    .addHelpText('after', HELP);
  COMMANDS.forEach((add) => add(program, { io, version, setExitCode: (code) => { exitCode = code; } }));
  [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)].forEach(restyleErrors);
  try {
    await program.parseAsync(argvFor(program, argv), { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

/** Help for an unknown command becomes the command itself, so that it is an error too. */
function argvFor(program: Command, argv: readonly string[]): readonly string[] {
  const [first, name] = argv;
  const isUnknown = first === 'help' && name !== undefined && !program.commands.some((command) => command.name() === name);
  return isUnknown ? argv.slice(1) : argv;
}

function restyleErrors(command: Command): void {
  command.exitOverride((error) => {
    if (error.exitCode === 0 || error.code === 'commander.help') {
      throw error; // It has shown a help or the version.
    }
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { usageError }: typeof import('./usage-error') = require('./usage-error');
    throw usageError(error, command);
  });
}

/** The description of an option. The empty default of a repeatable option is not shown. */
function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: \[\]\)$/, '');
}

function exitCodeOf(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? EXIT_CODES.clean : EXIT_CODES.error;
  }
  const { message } = error as Error;
  if (error instanceof Interrupted) {
    log(io, message);
    return error.signal === 'SIGTERM' ? EXIT_CODES.terminated : EXIT_CODES.interrupted;
  }
  log(io, error instanceof InputError ? message : `unexpected error, please report it: ${message}`);
  return EXIT_CODES.error;
}
