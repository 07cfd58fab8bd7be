import { Command, Option } from 'commander';
import { LEVELS } from '../../../policy/settings/levels';
import { AuditAction, AuditCommandOptions } from '../audit/options';
import { CommandContext, waitForInput } from '../command';
import { config } from '../common-options';

/** The command line of a command that uses an audit to write another file. */
export type ActionOptions = Pick<AuditCommandOptions, 'profile' | 'config' | 'waiverFile' | 'output'> & {
  readonly only?: readonly string[];
  readonly outputDir?: string;
};

/** Values for the options that only `audit` has. */
const DEFAULTS = { format: 'text', report: [], detail: 'urgent', groupBy: 'workload', excludeFiles: [], values: [] } as const;

/**
 * Adds the arguments and options of a command that uses an audit, and its action.
 *
 * @param actionOf returns the output to write
 */
export function withAction(
  command: Command, { io, version, setExitCode }: CommandContext, actionOf: (options: ActionOptions) => AuditAction,
): Command {
  return command
    .argument('[path...]', 'files, folders, charts, kustomizations, or - for YAML or JSON on standard input')
    .addOption(new Option('--profile <profile>', 'set of controls to check (default: hardened)').choices([...LEVELS]))
    .addOption(config(', which also says how charts are rendered'))
    .action(async (paths: string[], options: ActionOptions) => {
      const { runAudit }: typeof import('../run-audit') = require('../run-audit');
      const { profile, config: file, waiverFile, only = [] } = options;
      await waitForInput(paths, io);
      setExitCode(await runAudit({ ...DEFAULTS, paths, version, profile, config: file, waiverFile, only, action: actionOf(options) }, io));
    });
}
