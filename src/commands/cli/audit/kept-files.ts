import { AuditCommandOptions } from './options';
import { InputError } from '../../../formats/manifest/input-error';
import { isInput } from '../../../tasks/audit/found-inputs';
import { Input } from '../../../tasks/audit/input';
import { settingsFileOfRun } from '../../../tasks/settings-file/read';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { checkKeeps, checkKeepsCharts } from '../check-keeps';
import { WantedReport } from '../reports';

/**
 * Refuses reports that would replace a file which the run reads.
 *
 * @throws InputError naming the file
 */
export function checkReports(
  wanted: readonly WantedReport[], options: AuditCommandOptions, settings: SettingsFile, inputs: readonly (Input | InputError)[],
): void {
  const { paths, values, config, waiverFile, baseline = settings.baseline?.path, lock = settings.lock?.file.path } = options;
  const named = [...paths.filter((name) => name !== '-'), ...values, settingsFileOfRun(config)?.path, waiverFile, baseline, lock];
  const renderings = inputs.filter(isInput).flatMap(({ rendering }) => rendering ?? []);
  const files = wanted.map(({ path }) => path);
  checkKeeps('the report', files, [...named.flatMap((name) => name ?? []), ...renderings.flatMap(({ sources }) => sources)]);
  checkKeepsCharts('the report', files, renderings.flatMap(({ chart }) => chart?.path ?? []));
}
