import { readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { slashed } from '../../src/formats/manifest/slashed';

/** A function, type or constant that a module declares and exports. Exports of another module's names have no declaration. */
const DECLARATION = /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|interface|type|enum|const|let) (\w+)/gm;

/** The folders of each name that is exported in several, by name. */
export function exportedTwice(root: string): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, Set<string>>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).map((each) => slashed(each))) {
    if (name.endsWith('.ts') && !name.endsWith('.generated.ts')) {
      for (const [, declared] of readFileSync(join(root, name), 'utf8').matchAll(DECLARATION)) {
        folders.set(declared, (folders.get(declared) ?? new Set()).add(slashed(dirname(name))));
      }
    }
  }
  return new Map([...folders].filter(([, found]) => found.size > 1).map(([name, found]) => [name, [...found].sort()]));
}
