/*
 * The declarations of an entry point for another version of cdk8s-plus, in one file: those that jsii wrote for the main one, with the
 * parents of that version. What does not reach cdk8s-plus is shared.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { reachedFrom } from './declarations';
import { MAIN_PLUS, PLUS_VERSIONS, plusPackage } from './plus-versions';

const MAIN = plusPackage(MAIN_PLUS);

const IMPORT = /^import \{ (.*) \} from '(.*)';$/gm;
const INTERNAL = /^ +\/\*\*(?:(?!\*\/)[^])*@internal(?:(?!\*\/)[^])*\*\/\n.*;\n/gm;
/** These are in the API reference, once, and would be half of the file. */
const EXAMPLE = /^ \*\n \* @exampleMetadata(?:(?!\*\/)[^])*(?=^ \*\/)/gm;
const LEFT_OUT = /^ +\/\*\*(?:(?!\*\/)[^])*\*\/\n(?= +(?:constructor\(|private ))/gm;
const OF_METHOD = /^( +\/\*\*(?:(?!\*\/)[^])*\*\/)(?=\n +(\w+)\()|^export declare class (\w+)/gm;

/** StatefulSets of newer versions have an option of the same name, which takes templates of another type. */
const CLAIM_TEMPLATES: readonly (readonly [before: string, after: string])[] = [
  ['extends StatefulSetProps, HardeningProps {', "extends Omit<StatefulSetProps, 'volumeClaimTemplates'>, HardeningProps {"],
  ['readonly volumeClaimTemplates?: VolumeClaimTemplate[];', 'readonly volumeClaimTemplates?: (VolumeClaimTemplate | PersistentVolumeClaimTemplateProps)[];'],
];

/** The modules of an index that need cdk8s-plus, for their types or at run time, such as `constructs/workloads/hardened-pod`. */
export function modulesThatNeedPlus(lib: string, index: string): ReadonlySet<string> {
  return new Set(exportedModules(lib, index).filter((module) => [...reachedFrom(lib, module)].some((each) => declarationsOf(lib, each).includes(`'${MAIN}'`))));
}

/** What an index exports with `export *`, itself not included. */
function exportedModules(lib: string, index: string): readonly string[] {
  return [...declarationsOf(lib, index).matchAll(/^export \* from '\.\/(.*)';$/gm)].map(([, module]) => module);
}

function declarationsOf(lib: string, module: string): string {
  return readFileSync(join(lib, `${module}.d.ts`), 'utf8');
}

/** The declarations of the entry point for a version, which are beside those of the main one. */
export function plusTypes(lib: string, version: number, needPlus: ReadonlySet<string>): string {
  const inFile = [...needPlus].filter((module) => module !== 'core');
  const shared = exportedModules(lib, 'index').filter((module) => !needPlus.has(module));
  const bodies = inFile.map((module) => withVersion(declarationsOf(lib, module), version).replace(IMPORT, '').replace(/^\s+/, ''));
  const body = documentedOnce([INTERNAL, EXAMPLE, LEFT_OUT].reduce((text, part) => text.replace(part, ''), bodies.join('')))
    .replace(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 4));
  const imports = importsOf(lib, inFile, version).flatMap(([from, names]) => {
    const used = [...names].filter((name) => new RegExp(`\\b${name}\\b`).test(body)).sort();
    return used.length > 0 ? [`import { ${used.join(', ')} } from '${from}';\n`] : [];
  });
  return `${imports.join('')}${shared.map((module) => `export * from './${module}';\n`).join('')}${body}`;
}

/** Methods that several classes have are documented at the first of them. */
function documentedOnce(text: string): string {
  const first = new Map<string, string>();
  let inClass = '';
  return text.replace(OF_METHOD, (match, comment: string | undefined, method: string, name: string | undefined) => {
    inClass = name ?? inClass;
    if (comment === undefined) return match;
    const place = first.get(comment);
    first.set(comment, place ?? `${inClass}.${method}`);
    return place === undefined ? comment : ` /** As {@link ${place}}. */`;
  });
}

/** The names that the modules import, by where from. Those of each other need no import. */
function importsOf(lib: string, modules: readonly string[], version: number): readonly (readonly [string, ReadonlySet<string>])[] {
  const imports = new Map<string, Set<string>>();
  const add = (from: string, names: readonly string[]) => imports.set(from, new Set([...imports.get(from) ?? [], ...names]));
  for (const module of modules) {
    for (const [, names, path] of declarationsOf(lib, module).matchAll(IMPORT)) {
      const from = path.startsWith('.') ? join(module, '..', path) : path.replace(MAIN, plusPackage(version));
      if (!modules.includes(from)) {
        add(path.startsWith('.') ? `./${from}` : from, names.split(', '));
      }
    }
  }
  if (PLUS_VERSIONS[version].hasClaimTemplates) {
    add(plusPackage(version), ['PersistentVolumeClaimTemplateProps']);
  }
  return [...imports];
}

function withVersion(text: string, version: number): string {
  const replacements = PLUS_VERSIONS[version].hasClaimTemplates && /\bHardenedStatefulSetProps\b/.test(text) ? CLAIM_TEMPLATES : [];
  return replacements.reduce((changed, [before, after]) => {
    if (changed.split(before).length !== 2) throw new Error(`the declarations of HardenedStatefulSet must have this once: ${before}`);
    return changed.replace(before, () => after);
  }, text);
}
