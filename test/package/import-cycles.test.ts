import { readdirSync, readFileSync, statSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '../..');

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.m?ts$/.test(file)).map((file) => join(ROOT, folder, file));
}

/** The modules of ours that a module imports, types too. */
function importsOf(file: string): readonly string[] {
  const { importedFiles } = preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => {
    const target = resolve(dirname(file), fileName);
    return [target, `${target}.ts`, join(target, 'index.ts')].find((path) => statSync(path, { throwIfNoEntry: false })?.isFile()) ?? fail(file, fileName);
  }).filter((path) => path.endsWith('.ts'));
}

function fail(file: string, imported: string): never {
  throw new Error(`${relative(ROOT, file)} imports "${imported}", which is no file`);
}

/** The first import cycle that a walk from these modules meets. */
function findCycle(files: readonly string[]): readonly string[] {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) {
      return [...path.slice(path.indexOf(file)), file];
    }
    if (done.has(file)) {
      return [];
    }
    for (const target of importsOf(file)) {
      const cycle = walk(target, [...path, file]);
      if (cycle.length > 0) {
        return cycle;
      }
    }
    done.add(file);
    return [];
  };
  return files.map((file) => walk(file, [])).find((cycle) => cycle.length > 0) ?? [];
}

test.each(['src', 'bench', 'site', 'projenrc', 'report-page'])('no module of %s imports itself indirectly', (folder) => {
  const files = filesOf(folder);
  expect(files).not.toEqual([]);
  expect(findCycle(files).map((file) => relative(ROOT, file))).toEqual([]);
});
