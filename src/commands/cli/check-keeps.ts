import { existsSync, statSync } from 'fs';
import { InputError } from '../../formats/manifest/input-error';
import { realPath } from '../../formats/manifest/real-path';
import { Input } from '../../tasks/audit/input';
import { isPartOfChart } from '../../tasks/charts/found';

/**
 * Refuses to overwrite an input file, since its content would be lost.
 *
 * @param what the name of the output, such as "the report"
 * @param files destinations; undefined for standard output
 * @param named the files that options name, and the settings file
 * @param inputs the inputs and their charts. A chart around the whole repository may contain the report of an earlier run.
 * @throws InputError naming the file
 */
export function checkKeeps(
  what: string, files: readonly (string | undefined)[], named: readonly (string | undefined)[], inputs: readonly Input[] = [],
): void {
  const existing = existingFiles(files);
  if (existing.length === 0) {
    return; // Resolving the paths of all inputs takes time.
  }
  const renderings = inputs.flatMap(({ rendering }) => rendering ?? []);
  const names = [...named, ...renderings.flatMap(({ sources }) => sources)];
  const read = new Set(names.flatMap((file) => file === undefined ? [] : realPath(file)));
  const charts = renderings.flatMap(({ chart }) => chart === undefined ? [] : realPath(chart.path));
  const lost = existing.find((file) => read.has(realPath(file)) || charts.some((chart) => isPartOfChart(realPath(file), chart)));
  if (lost !== undefined) {
    throw replaced(lost, what);
  }
}

/**
 * Like `checkKeeps`, for files in folders. It protects only files with evaluated objects, because a folder may contain the report of an
 * earlier run, which may be overwritten.
 *
 * @returns to be called with the file of each evaluated object; it throws the InputError
 */
export function keepsEvaluated(what: string, files: readonly (string | undefined)[]): (evaluated: string) => void {
  const existing = new Map(existingFiles(files).map((file) => [realPath(file), file]));
  let last: string | undefined;
  return (evaluated) => {
    if (existing.size > 0 && evaluated !== last) {
      last = evaluated;
      const lost = existing.get(realPath(evaluated));
      if (lost !== undefined) {
        throw replaced(lost, what);
      }
    }
  };
}

function existingFiles(files: readonly (string | undefined)[]): readonly string[] {
  return files.filter((file) => file !== undefined).filter((file) => existsSync(file) && statSync(file).isFile());
}

function replaced(file: string, what: string): InputError {
  return new InputError(`${file}: ${what} would overwrite an input file: name another file`);
}
