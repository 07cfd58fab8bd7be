import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';

const SRC = join(__dirname, '../../src');
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(SRC, file));

/** The modules that a module imports, types too. */
function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*? from '(\.[^']*)';/gms)].map(([, path]) => {
    const target = resolve(dirname(file), path);
    return existsSync(`${target}.ts`) ? `${target}.ts` : join(target, 'index.ts');
  });
}

/** The first import cycle that a walk over all modules meets. */
function findCycle(): readonly string[] {
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
  return FILES.map((file) => walk(file, [])).find((cycle) => cycle.length > 0) ?? [];
}

test('no module of src imports itself indirectly', () => expect(findCycle().map((file) => relative(SRC, file))).toEqual([]));

test('no file of src that somebody writes has more than 250 lines', () => {
  const written = FILES.filter((file) => !file.endsWith('.generated.ts'));
  expect(written.filter((file) => readFileSync(file, 'utf8').split('\n').length > 251).map((file) => relative(SRC, file))).toEqual([]);
});
