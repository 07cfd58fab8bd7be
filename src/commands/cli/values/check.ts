import { join } from 'path';
import { textIn } from './files';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { asObject } from '../../../formats/manifest/json';
import { readWritten } from '../../../formats/yaml/single-document';
import { ValuesRequest } from '../../../tasks/chart-values/chart-values';
import { checkedChart, CommittedChart } from '../../../tasks/chart-values/check';
import { HOOK_PATCHES_FILE, KUSTOMIZATION_FILE, PATCHES_FILE } from '../../../tasks/chart-values/formats/patch-files';
import { VALUES_FILE } from '../../../tasks/chart-values/formats/values';
import { Patch } from '../../../tasks/chart-values/patches/patch';
import { readMergePatches, readOperations } from '../../../tasks/chart-values/patches/read-patches';
import { leftIn } from '../../../tasks/chart-values/report/head';
import { countText } from '../../../tasks/reports/text';
import { EXIT_CODES, ExitCode } from '../exit-code';
import { Io, log } from '../io';

/**
 * Compares the folder of an earlier run with the chart. A chart that needed nothing has no files.
 *
 * @throws InputError if a file cannot be read, or is missing where one is needed
 */
export async function checkFolder(folder: string, request: ValuesRequest, io: Io): Promise<ExitCode> {
  const committed = committedIn(folder);
  const lines = await checkedChart(request, committed ?? NOTHING);
  const { name, version } = request.chart;
  if (!committed && lines.length > 0) {
    throw new InputError(`${join(folder, VALUES_FILE)}: there is no such file, and ${name} ${version} needs values or patches: run values with --output ${folder} first`);
  }
  lines.forEach((line) => log(io, line));
  log(io, lines.length === 0 ? `${folder} fits ${name} ${version}` : `${folder} does not fit ${name} ${version}: ${countText(lines.length, 'difference')}; run values without --check, and review what it writes`);
  return lines.length === 0 ? EXIT_CODES.clean : EXIT_CODES.findings;
}

const NOTHING: CommittedChart = { values: {}, patches: [], left: new Set() };

function committedIn(folder: string): CommittedChart | undefined {
  const text = textIn(folder, VALUES_FILE);
  return text === undefined ? undefined : {
    values: readWritten(join(folder, VALUES_FILE), Buffer.from(text), (value) => asObject(value)),
    patches: [
      ...patchesIn(folder, PATCHES_FILE, (each) => readMergePatches(each, false)),
      ...patchesIn(folder, HOOK_PATCHES_FILE, (each) => readMergePatches(each, true)),
      ...patchesIn(folder, KUSTOMIZATION_FILE, readOperations),
    ],
    left: leftIn(text),
  };
}

function patchesIn(folder: string, name: string, read: (text: string) => readonly Patch[]): readonly Patch[] {
  const text = textIn(folder, name);
  return text === undefined ? [] : withPlace(join(folder, name), () => read(text));
}
