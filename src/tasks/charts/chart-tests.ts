import { basename, dirname, join, resolve } from 'path';
import { findCharts, foldersAround } from './found';
import { RenderOptions } from './render-options';
import { InputError } from '../../formats/manifest/input-error';
import { isInside } from '../../formats/manifest/is-inside';
import { slashed } from '../../formats/manifest/slashed';
import { isInput } from '../audit/found-inputs';
import { Input } from '../audit/input';

/** The folders with tests of a chart. Helm does not install them; hooks of `helm test` are templates. */
const TESTS: readonly string[] = ['test', 'tests'];

/**
 * Finds the folder of tests of a chart around an input: undefined if there is none, if the user named something in it, or if the settings
 * render it. The input is evaluated, but the chart does not deploy it.
 */
export function chartTestsAround(
  inputs: readonly (Input | InputError)[], { paths, listed }: Pick<RenderOptions, 'paths' | 'listed'>,
): (input: Input) => string | undefined {
  const charts = new Map(findCharts(inputs.filter(isInput)).charts.map((chart) => [resolve(chart), chart]));
  const named = [...paths, ...listed.map(({ chart }) => chart)].map((path) => resolve(path));
  return ({ name }) => {
    const file = resolve(name);
    const tests = charts.size === 0 ? undefined
      : [file, ...foldersAround(file)].find((folder) => TESTS.includes(basename(folder)) && charts.has(dirname(folder)));
    return tests === undefined || named.some((path) => isInside(tests, path) && isInside(path, file)) ? undefined
      : slashed(join(charts.get(dirname(tests))!, basename(tests)));
  };
}
