import { InputError } from '../../../formats/manifest/input-error';
import { MAX_ID } from '../../../formats/manifest/schema/shape';
import { UserOptions, HardeningConfig } from '../../../policy/engine/plan';
import { KnownImageMode, UnknownUserMode } from '../../../policy/settings/image-modes';
import { FailOn } from '../../../tasks/reports/fail-on';
import { withImageLock } from '../../../tasks/settings-file/image-lock';
import { settingsOf } from '../../../tasks/settings-file/read';
import { toIdentity } from '../../../tasks/settings-file/rules';
import { overriding } from '../../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { RenderCommand } from '../render/options';
import { checkSelected } from '../selected-controls';
import { targetRules, TargetOptions } from '../target-options';

/** The command line of `harden`. */
export interface HardenOptions extends TargetOptions, RenderCommand {
  readonly paths: readonly string[];
  readonly runAs?: string;
  readonly overrideUnsafe?: boolean;
  readonly unknownUser?: UnknownUserMode;
  readonly secretsAsFiles?: boolean;
  readonly imageFacts?: KnownImageMode;
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly lock?: string;
  readonly write?: boolean;
  readonly output?: string;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly interactive?: boolean;
  readonly networkPolicies?: string;
  readonly failOn?: FailOn;
  readonly allowEmpty?: boolean;
}

/** Options that change the destination of the result, or the exit code. */
const BESIDE_INTERACTIVE = [
  ['write', '--write'], ['output', '--output'], ['diff', '--diff'], ['check', '--check'], ['networkPolicies', '--network-policies'],
  ['failOn', '--fail-on'],
] as const;

/** @throws InputError if options exclude each other, or nothing is named */
export function checkHardenOptions(options: HardenOptions): void {
  const { paths, write, output, interactive } = options;
  if (paths.length === 0) {
    throw new InputError('nothing to harden: name files, folders or charts, or - for standard input');
  }
  if (write && output !== undefined) {
    throw new InputError('--write and --output exclude each other: remove one of them');
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
  return overriding(withImageLock(settingsOf(options.config), options), rulesOf(options));
}

function rulesOf(options: HardenOptions): HardeningConfig {
  const { runAs, overrideUnsafe, unknownUser, secretsAsFiles, imageFacts, only, exclude } = options;
  checkSelected('--only', only);
  checkSelected('--exclude', exclude);
  return {
    ...targetRules(options),
    overrideUnsafe,
    unknownUser,
    secretsAsFiles,
    imageFacts,
    only: only.length > 0 ? only : undefined,
    exclude: exclude.length > 0 ? exclude : undefined,
    identity: runAs === undefined ? undefined : parseRunAs(runAs),
  };
}

const IDS = /^([1-9]\d{0,9})(?::([1-9]\d{0,9}))?(?::([1-9]\d{0,9}))?$/;

function parseRunAs(text: string): UserOptions['identity'] {
  const [, user, group, fsGroup] = (IDS.exec(text) ?? []).map((id) => id === undefined ? undefined : Number(id));
  if (user === undefined || [user, group, fsGroup].some((id) => (id ?? 0) > MAX_ID)) {
    throw new InputError(`--run-as ${JSON.stringify(text)} is not a uid, uid:gid or `
      + 'uid:gid:fsGroup: write one such as 10001 or 10001:10001');
  }
  return toIdentity({ user, group, fsGroup });
}
