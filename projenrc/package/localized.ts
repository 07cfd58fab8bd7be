/*
 * The package as users of one language read it: docstrings and README name options as that language does. jsii-pacmak translates only
 * examples, and would show `npm install` on PyPI.
 */
import { execFileSync } from 'child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { Assembly, Docs } from '@jsii/spec';
import { extract } from 'tar';
import { inSpans, readmeFor } from './readme';
import { Target } from './targets';
import { goCode } from '../../src/formats/language/go';
import { javaCode } from '../../src/formats/language/java';
import { pascalNames } from '../../src/formats/language/language';
import { pythonCode } from '../../src/formats/language/python';
import { linkToRepository } from '../published-assembly';

const TRANSLATIONS: Readonly<Record<Target, (text: string) => string>> = {
  python: pythonCode, dotnet: pascalNames, go: goCode, java: javaCode,
};

/** What texts call `undefined`. */
const NOTHING: Readonly<Record<Target, string>> = { python: 'None', dotnet: 'null', go: 'nil', java: 'null' };

/** Writes the package for a language into an empty folder, from which jsii-pacmak can build it, and returns the folder. */
export function localizedPackage(target: Target, folder: string, project = '.'): string {
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: project, encoding: 'utf8' }));
  extract({ file: join(folder, filename), cwd: folder, sync: true });
  const root = join(folder, 'package');
  const assembly = localizedAssembly(target, JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as Assembly);
  writeFileSync(join(root, '.jsii'), JSON.stringify(assembly));
  writeFileSync(join(root, 'README.md'), assembly.readme!.markdown);
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

/** The assembly with its README and its documentation for a language. */
export function localizedAssembly(target: Target, assembly: Assembly): Assembly {
  const translate = TRANSLATIONS[target];
  return {
    ...withDocs(assembly, (text) => inSpans(text, translate).replace(/^(?:true|false)\b/, translate).replace(/\bundefined\b/g, NOTHING[target])),
    readme: { markdown: readmeFor(target, assembly.name, assembly.readme!.markdown, linkToRepository(assembly), translate) },
  };
}

/** A part of an assembly, in which the texts of all `docs` are replaced. Examples stay: jsii-rosetta translates them. */
function withDocs<T>(part: T, translate: (text: string) => string): T {
  if (Array.isArray(part)) return part.map((each) => withDocs(each, translate)) as T;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [
    key, key === 'docs' ? translatedDocs(value as Docs, translate) : withDocs(value, translate),
  ])) as T;
}

function translatedDocs(docs: Docs, translate: (text: string) => string): Docs {
  const { example, custom, ...texts } = docs;
  const all = (part: object) => Object.fromEntries(Object.entries(part).map(([key, value]) => [key, typeof value === 'string' ? translate(value) : value]));
  return { ...all(texts), ...example !== undefined && { example }, ...custom && { custom: all(custom) } };
}
