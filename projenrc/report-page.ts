/*
 * Writes the parts of the HTML report that are always the same from the folder `report-page`: one module for each of its files, and
 * src/tasks/reports/formats/html/page.generated.ts, which puts them together. The package holds them as text, since a report is one file
 * and nothing is built at run time.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { basename, dirname, join } from 'path';
import { Script } from 'vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const FOLDER = 'report-page';
const TARGET = 'src/tasks/reports/formats/html';
/** The folder that only generated files are in. */
export const PARTS = join(TARGET, 'parts');
const HEADER = '// Generated from the folder report-page by `npm run docs`. Do not edit.';

/** The generated files, by their paths. */
export function pageFiles(): ReadonlyMap<string, string> {
  const modules = programModules(join(FOLDER, 'main.ts'));
  const parts = new Map([
    ...['body.html', 'base.css', 'style.css', 'network.css'].map((name): [string, string] => [name, readFileSync(join(FOLDER, name), 'utf8')]),
    ...[...modules].map(([file, text]): [string, string] => [basename(file), text]),
  ]);
  const program = [...modules.keys()].map((file) => `  ${nameOf(basename(file))},\n`).join('');
  const page = [
    HEADER,
    '',
    ...[...parts.keys()].sort().map((name) => `import { TEXT as ${nameOf(name)} } from './parts/${name}.generated';`),
    '',
    'export const BODY = bodyHtml;',
    'export const STYLE = `${baseCss}\\n${styleCss}\\n${networkCss}`;',
    'export const NETWORK_STYLE = networkCss;',
    `export const SCRIPT = \`'use strict';\\n{\\n\${[\n${program}].join('\\n')}\\n}\`;`,
    '',
  ].join('\n');
  return new Map([
    ...[...parts].map(([name, text]): [string, string] => [join(PARTS, `${name}.generated.ts`), `${HEADER}\n\nexport const TEXT = ${quoted(text)};\n`]),
    [join(TARGET, 'page.generated.ts'), page],
  ]);
}

/** `base.css` as the name of a constant: `baseCss`. */
function nameOf(file: string): string {
  return file.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());
}

/** The modules of a program, each below those that it imports. They share their names: one that two modules declare is an error. */
function programModules(main: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (file: string) => {
    if (texts.has(file)) {
      return;
    }
    texts.set(file, '');
    const source = readFileSync(file, 'utf8');
    const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, removeComments: true };
    const { outputText } = transpileModule(source, { compilerOptions });
    const imports = [...outputText.matchAll(/^import .* from '(.*)';\n/gm)];
    imports.forEach(([, path]) => add(`${join(dirname(file), path)}.ts`));
    texts.delete(file);
    texts.set(file, outputText.replace(/^import .*;\n/gm, '').replace(/^export \{\};\n/gm, '').replace(/^export /gm, ''));
  };
  add(main);
  new Script(`'use strict';\n{\n${[...texts.values()].join('')}}\n`); // Throws if a name is declared twice.
  return texts;
}

/** A text as a literal, line by line, so that a change of it is a small one. */
function quoted(text: string): string {
  return `[\n${text.trimEnd().split('\n').map((line) => `  ${JSON.stringify(line)},\n`).join('')}].join('\\n')`;
}

export function write(): void {
  rmSync(PARTS, { recursive: true, force: true });
  mkdirSync(PARTS);
  pageFiles().forEach((text, path) => writeFileSync(path, text));
}
