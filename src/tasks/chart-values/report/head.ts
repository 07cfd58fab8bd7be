import { Level } from '../../../policy/settings/levels';
import { HardenedChart } from '../result';
import { leftLines } from './left-lines';
import { summaryText, warningsText } from './summary';

/** What a chart was rendered with. */
export interface Provenance {
  readonly chart: string;
  readonly version: string;
  readonly release: string;
  readonly namespace: string;
  readonly helmVersion: string;
  readonly level: Level;
}

/** With which line a file begins that this command wrote. */
export const WRITTEN = 'Written by `cdk8s-hardened values`';
const LEFT = 'Left: ';

/** The first lines of every file, without `#`. */
export function headLines(provenance: Provenance, hardened: HardenedChart): readonly string[] {
  const { chart, version, release, namespace, helmVersion, level } = provenance;
  const { result, lines, patches } = hardened;
  const warnings = warningsText(result);
  return [
    `${WRITTEN}: ${summaryText(level, result, lines, patches)}.`,
    `Chart ${chart} ${version}, release ${release}, namespace ${namespace}, Helm ${helmVersion}, profile ${level}.`,
    ...warnings === undefined ? [] : [`${warnings[0].toUpperCase()}${warnings.slice(1)}`],
    ...leftLines(hardened).map((line) => `${LEFT}${line}`),
  ];
}

/** What was left when a file was written. */
export function leftIn(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').filter((line) => line.startsWith(`# ${LEFT}`)).map((line) => line.slice(`# ${LEFT}`.length)));
}
