import { orInputError } from '../../formats/manifest/input-error';
import { parseVersion } from '../../formats/manifest/version';
import { Level } from '../../policy/controls/control';
import { HardeningConfig } from '../../policy/engine/plan';
import { PlatformName } from '../../policy/settings/target';

/** The options of several commands for the cluster, and for the settings file. */
export interface TargetOptions {
  readonly profile?: Level;
  readonly kubernetesVersion?: string;
  readonly platform?: PlatformName;
  readonly config?: string;
}

/**
 * The rules of these options. They override a settings file.
 *
 * @throws InputError if the version is not one of Kubernetes
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
