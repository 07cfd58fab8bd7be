import { resolve } from 'path';
import { CHART_FILE } from './chart-file';
import { chartFiles } from './chart-files';
import { FoundInputs } from './found';
import { firstOf } from '../../formats/manifest/first-of';
import { Input } from '../audit/input';
import { Note } from '../audit/note';
import { FileMatcher } from '../settings-file/file-matcher';

/** The maximum number of archives that a remark names. */
const MOST_NAMES = 5;
const ONE = 'looks like a packed chart and was not rendered: name it to evaluate it';
const SEVERAL = 'look like packed charts and were not rendered: name them to evaluate them';

/**
 * A note on packed charts in folders, which are rendered only if the user names them. Undefined if there are none. Packed subcharts do
 * not count, because they are rendered with their chart.
 *
 * @param archives in folders
 */
export function packedChartsNote(
  archives: readonly string[], inputs: readonly Pick<Input, 'name' | 'isNamed'>[], { isOfChart }: Pick<FoundInputs, 'isOfChart'>,
  isExcluded: FileMatcher,
): Note | undefined {
  const named = new Set(inputs.filter(({ isNamed }) => isNamed).map(({ name }) => resolve(name)));
  const packed = archives.filter((name) => !isExcluded(name) && !isOfChart(name) && !named.has(resolve(name)) && mayBeChart(name));
  const text = packed.length === 1 ? ONE : SEVERAL;
  return packed.length === 0 ? undefined
    : { count: packed.length, noun: 'packed chart', text: `${firstOf(packed, MOST_NAMES)}: ${text}` };
}

/** Whether an archive has a chart in it, or cannot be read. */
function mayBeChart(archive: string): boolean {
  return chartFiles(archive)?.has(CHART_FILE) ?? true;
}
