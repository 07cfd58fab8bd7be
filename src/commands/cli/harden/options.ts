import { InputError } from '../../../formats/manifest/input-error';
import { HardeningConfig } from '../../../policy/engine/plan';
import { withImageLock } from '../../../tasks/settings-file/image-lock';
import { withOwnPolicies } from '../../../tasks/settings-file/own-policies';
import { settingsOf } from '../../../tasks/settings-file/read';
import { overriding } from '../../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { checkClusterOptions, ClusterCommand } from '../cluster/options';
import { RenderCommand } from '../render/options';
import { checkSelected } from '../selected-controls';
import { targetRules, TargetOptions } from '../target-options';

/** The command line of `harden`. */
export interface HardenOptions extends TargetOptions, RenderCommand, ClusterCommand {
  readonly paths: readonly string[];
  readonly overrideUnsafe?: boolean;
  readonly only: readonly string[];
  readonly keep: readonly string[];
  readonly lock?: string;
  readonly write?: boolean;
  readonly outputDir?: string;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly interactive?: boolean;
  readonly allowEmpty?: boolean;
}

/** Options for the destination of the result or for the exit code. --interactive excludes them. */
const BESIDE_INTERACTIVE = [['write', '--write'], ['outputDir', '--output-dir'], ['diff', '--diff'], ['check', '--check']] as const;

/** Options that write files or ask about them. --cluster excludes them. */
const FOR_FILES = [['write', '--write'], ['outputDir', '--output-dir'], ['interactive', '--interactive']] as const;

/** @throws InputError if options exclude each other, or no input is named */
export function checkHardenOptions(options: HardenOptions): void {
  const { paths, write, outputDir, interactive, cluster, namespaces = [] } = options;
  checkClusterOptions(options);
  if (cluster) {
    const file = FOR_FILES.find(([name]) => options[name] !== undefined);
    if (file) {
      throw new InputError(`--cluster reads a cluster and changes nothing, and ${file[1]} applies to files: remove one of them`);
    }
    if (namespaces.length === 0) {
      throw new InputError('--cluster needs the namespaces whose objects to harden: add -n NAMESPACE');
    }
  } else if (paths.length === 0) {
    throw new InputError('nothing to harden: name files, folders or charts, - for standard input, or --cluster');
  }
  if (write && outputDir !== undefined) {
    throw new InputError('--write and --output-dir exclude each other: remove one of them');
  }
  const other = interactive ? BESIDE_INTERACTIVE.find(([name]) => options[name] !== undefined) : undefined;
  if (other) {
    throw new InputError(`--interactive and ${other[1]} exclude each other: remove one of them`);
  }
}

/**
 * The settings of a run: the settings file, overridden by the command line.
 *
 * @throws InputError naming the invalid setting
 */
export function hardenOptions(options: HardenOptions): SettingsFile {
  return overriding(withOwnPolicies(withImageLock(settingsOf(options.config), options)), rulesOf(options));
}

function rulesOf(options: HardenOptions): HardeningConfig {
  const { overrideUnsafe, only, keep } = options;
  checkSelected('--only', only);
  checkSelected('--keep', keep);
  return {
    ...targetRules(options),
    overrideUnsafe,
    only: only.length > 0 ? only : undefined,
    keep: keep.length > 0 ? keep : undefined,
  };
}
