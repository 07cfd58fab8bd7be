import { Level } from '../../../policy/settings/levels';
import { HardenedChart } from '../result';
import { leftLines } from './left-lines';
import { PatchedFields, patchedFields } from './patched-fields';
import { chartSummary, warningsText } from './summary';

/** The inputs of a chart's rendering. */
export interface Provenance {
  readonly chart: string;
  readonly version: string;
  readonly release: string;
  readonly namespace: string;
  readonly helmVersion: string;
  readonly level: Level;
}

/** The first line of a file that this command wrote. */
export const WRITTEN = 'Written by `cdk8s-hardened values`';
const LEFT = 'Left: ';
const PATCH = 'Patch: ';

/** The first lines of every file, without `#`. */
export function headLines(provenance: Provenance, hardened: HardenedChart): readonly string[] {
  const { chart, version, release, namespace, helmVersion, level } = provenance;
  const { result, lines, patches } = hardened;
  const warnings = warningsText(result);
  return [
    `${WRITTEN}: ${chartSummary(level, result, lines, patches)}.`,
    `Chart ${chart} ${version}, release ${release}, namespace ${namespace}, Helm ${helmVersion}, profile ${level}.`,
    ...warnings === undefined ? [] : [`${warnings[0].toUpperCase()}${warnings.slice(1)}`],
    ...patchedFields(hardened).map(([title, fields]) => `${PATCH}${title}: ${fields.join(', ')}`),
    ...leftLines(hardened).map((line) => `${LEFT}${line}`),
  ];
}

/** The findings that remained when a file was written. */
export function leftIn(text: string): ReadonlySet<string> {
  return new Set(linesIn(text, LEFT));
}

/** The fields that patches of this command set when a file was written; undefined if the head of the file is gone. */
export function patchedIn(text: string): PatchedFields | undefined {
  return !text.startsWith(`# ${WRITTEN}`) ? undefined : new Map(linesIn(text, PATCH).map((line) => {
    const end = line.lastIndexOf(': ');
    return [line.slice(0, end), line.slice(end + 2).split(', ')];
  }));
}

function linesIn(text: string, start: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith(`# ${start}`)).map((line) => line.slice(`# ${start}`.length));
}
