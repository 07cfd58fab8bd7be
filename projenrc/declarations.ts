/* Of the declarations that jsii writes, those that the main modules reach: no one can import what another one declares. */
import { readdirSync, readFileSync, rmSync } from 'fs';
import { join } from 'path';

const DECLARATION = '.d.ts';

/** The declarations that a module needs, itself included, as paths from the folder. */
export function reachedFrom(folder: string, module: string, reached = new Set<string>()): ReadonlySet<string> {
  if (!reached.has(module)) {
    reached.add(module);
    const text = readFileSync(join(folder, module + DECLARATION), 'utf8');
    for (const [, path] of text.matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
      reachedFrom(folder, join(module, '..', path), reached);
    }
  }
  return reached;
}

/** Removes every declaration that the modules do not reach. */
export function pruneDeclarations(folder: string, modules: readonly string[]): void {
  const reached = new Set(modules.flatMap((module) => [...reachedFrom(folder, module)]));
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(DECLARATION) && !reached.has(file.slice(0, -DECLARATION.length)))
    .forEach((file) => rmSync(join(folder, file)));
}
