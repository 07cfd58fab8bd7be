import { committedIn } from './committed';
import { InputError } from '../../../formats/manifest/input-error';
import { joined } from '../../../formats/manifest/slashed';
import { ValuesRequest } from '../../../tasks/chart-values/chart-values';
import { checkedChart } from '../../../tasks/chart-values/check';
import { VALUES_FILE } from '../../../tasks/chart-values/formats/values';
import { hardenedChart } from '../../../tasks/chart-values/result';
import { countText } from '../../../tasks/reports/text';
import { EXIT_CODES, ExitCode } from '../exit-code';
import { Io, log } from '../io';

/**
 * Compares the folder of an earlier run with the chart. A chart for which nothing can be written has no files.
 *
 * @throws InputError if a file cannot be read, or is missing where one is needed
 */
export async function checkFolder(folder: string, release: string, request: ValuesRequest, hasPatches: boolean, io: Io): Promise<ExitCode> {
  const committed = committedIn(folder, release, request.userValues, (line) => log(io, line));
  const { name, version } = request.chart;
  const lines: string[] = [];
  for (const each of committed) {
    const own = await checkedChart(request, each);
    lines.push(...committed.length === 1 ? own : own.map((line) => `${each.file}: ${line}`));
  }
  const needed = committed.length === 0 ? await hardenedChart(request, hasPatches) : undefined;
  if (needed && needed.lines.length + needed.patches.length > 0) {
    throw new InputError(`${joined(folder, VALUES_FILE)}: this file does not exist, but ${name} ${version} needs values or patches: run values with --output ${folder} first`);
  }
  lines.forEach((line) => log(io, line));
  log(io, lines.length === 0 ? `${folder} fits ${name} ${version}` : `${folder} does not fit ${name} ${version}: ${countText(lines.length, 'difference')}; run values without --check, and review what it writes`);
  return lines.length === 0 ? EXIT_CODES.clean : EXIT_CODES.findings;
}
