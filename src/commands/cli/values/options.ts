import { InputError } from '../../../formats/manifest/input-error';
import { HARDEN_DEFAULT } from '../../../policy/engine/plan';
import { Level } from '../../../policy/settings/levels';
import { ValuesFormat } from '../../../tasks/chart-values/formats/names';
import { isArchive } from '../../../tasks/charts/chart-file';
import { withImageLock } from '../../../tasks/settings-file/image-lock';
import { settingsOf } from '../../../tasks/settings-file/read';
import { overriding, RulesByFile } from '../../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { kubeVersionFor } from '../render/kube-version';
import { ProfileOptions } from '../target-options';

/** The command line of `values`. */
export interface ValuesOptions extends ProfileOptions {
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: readonly string[];
  readonly set: readonly string[];
  readonly apiVersions: readonly string[];
  readonly format: ValuesFormat;
  readonly outputDir?: string;
  readonly overrideUnsafe?: boolean;
  /** Whether patches may be written. False with --no-patches. */
  readonly patches: boolean;
  readonly check?: boolean;
  readonly explain?: boolean;
}

/** The options combined with the settings file. */
export interface ValuesSettings {
  readonly settings: SettingsFile;
  readonly level: Level;
  /** The Kubernetes version for Helm, such as `1.34`. */
  readonly kubeVersion?: string;
}

/**
 * The settings of a run: the settings file, overridden by the command line.
 *
 * @throws InputError naming the invalid setting
 */
export function valuesSettings(options: ValuesOptions): ValuesSettings {
  const { check, explain, outputDir, overrideUnsafe, format, set, chart } = options;
  if (check && explain) {
    throw new InputError('--check and --explain exclude each other: remove one of them');
  }
  if (check && outputDir === undefined) {
    throw new InputError('--check compares the files of an earlier run: name their folder with --output-dir');
  }
  if ((format === 'kustomize' || format === 'helmfile') && set.length > 0) {
    throw new InputError(`--format ${format} does not support --set: write these values to a file, and pass it with -f`);
  }
  if (format === 'kustomize' && isArchive(chart)) {
    throw new InputError(`--format kustomize needs the folder of the chart, since kustomize finds no archive: unpack ${chart}`);
  }
  const written = withImageLock(settingsOf(options.config));
  const level = options.profile ?? new RulesByFile(written).general.profile ?? HARDEN_DEFAULT;
  return {
    settings: overriding(written, { profile: level, overrideUnsafe }),
    level,
    kubeVersion: kubeVersionFor(undefined, written),
  };
}
