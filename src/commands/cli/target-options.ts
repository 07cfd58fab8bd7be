import { orInputError } from '../../formats/manifest/input-error';
import { parseVersion } from '../../formats/manifest/version';
import { Level } from '../../policy/controls/control';
import { HardeningConfig } from '../../policy/engine/plan';
import { PlatformName } from '../../policy/settings/target';

/** The options of most commands, which take the target and all other settings from the settings file. */
export interface ProfileOptions {
  readonly profile?: Level;
  readonly config?: string;
}

/** The options of commands that also take the target. */
export interface TargetOptions extends ProfileOptions {
  readonly kubernetesVersion?: string;
  readonly platform?: PlatformName;
}

/**
 * The rules that these options set. They override the settings file.
 *
 * @throws InputError if the version is not a Kubernetes version
 */
export function targetRules(
  { profile, kubernetesVersion, platform }: TargetOptions,
): Pick<HardeningConfig, 'profile' | 'platform' | 'kubernetesVersion'> {
  return {
    profile,
    platform,
    kubernetesVersion: kubernetesVersion === undefined ? undefined : orInputError(() => parseVersion(kubernetesVersion)),
  };
}
