import { basename, dirname, join, resolve } from 'path';
import { findCharts, foldersAround } from './found';
import { RenderOptions } from './render-options';
import { append } from '../../formats/manifest/group-by';
import { InputError } from '../../formats/manifest/input-error';
import { isInside } from '../../formats/manifest/is-inside';
import { slashed } from '../../formats/manifest/slashed';
import { isInput } from '../audit/found-inputs';
import { Input } from '../audit/input';
import { countText } from '../reports/text';

/** The folders with tests of a chart. Helm does not install them; hooks of `helm test` are templates. */
const TESTS: readonly string[] = ['test', 'tests'];

/**
 * The inputs without the tests of charts, which no release contains, and a remark for each folder that is left out. Tests that the user
 * named are kept.
 */
export function withoutChartTests(
  inputs: readonly (Input | InputError)[], { paths, isExcluded, onRemark }: Pick<RenderOptions, 'paths' | 'isExcluded' | 'onRemark'>,
): readonly (Input | InputError)[] {
  const charts = new Map(findCharts(inputs.filter(isInput)).charts.map((chart) => [resolve(chart), chart]));
  if (charts.size === 0) {
    return inputs;
  }
  const tests = new Map<string, Input[]>();
  const named = paths.map((path) => resolve(path));
  const areNamed = (folder: string, file: string) => named.some((path) => isInside(resolve(folder), path) && isInside(path, resolve(file)));
  const left = inputs.filter((input) => {
    const folder = isInput(input) ? testsAround(input.name, charts) : undefined;
    if (!isInput(input) || folder === undefined || areNamed(folder, input.name)) {
      return true;
    }
    append(tests, folder, isExcluded(input.name) ? [] : [input]);
    return false;
  });
  for (const [folder, files] of tests) {
    if (files.length > 0) {
      onRemark?.(`${folder}: has tests of a chart, which Helm does not install, so ${countText(files.length, 'file')} `
        + `${files.length === 1 ? 'was' : 'were'} not evaluated: name the folder to evaluate it`);
    }
  }
  return left;
}

/** The folder of tests around a file; undefined if there is none. */
function testsAround(file: string, charts: ReadonlyMap<string, string>): string | undefined {
  const tests = foldersAround(resolve(file)).find((folder) => TESTS.includes(basename(folder)) && charts.has(dirname(folder)));
  return tests === undefined ? undefined : slashed(join(charts.get(dirname(tests))!, basename(tests)));
}
