import { orInputError } from '../../../formats/manifest/input-error';
import { formatVersion, parseVersion } from '../../../formats/manifest/version';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';

const NEWEST = 'latest';

/**
 * The Kubernetes version that charts see as `.Capabilities.KubeVersion`; undefined for the default of Helm.
 *
 * @param option of the command line, which overrides the settings file
 */
export function kubeVersionFor(option: string | undefined, { content }: Pick<SettingsFile, 'content'>): string | undefined {
  const wanted = option ?? content.kubernetesVersion ?? NEWEST;
  return wanted === NEWEST ? undefined : orInputError(() => formatVersion(parseVersion(wanted)));
}
