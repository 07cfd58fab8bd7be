/*
 * Writes src/reports/formats/html/page.generated.ts, the parts of the HTML report that are always the same, from the folder `report-page`.
 * The package holds them as text, since a report is one file and nothing is built at run time.
 */
import { readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Script } from 'vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export const FILE = 'src/reports/formats/html/page.generated.ts';
const FOLDER = 'report-page';

export function pageText(): string {
  const network = read('network.css');
  const parts = {
    BODY: read('body.html'),
    STYLE: read('base.css') + read('style.css') + network,
    NETWORK_STYLE: network,
    SCRIPT: programText(join(FOLDER, 'main.ts')),
  };
  const lines = Object.entries(parts).map(([name, text]) => `export const ${name} = ${quoted(text)};`);
  return ['// Generated from the folder report-page by `npm run docs`. Do not edit.', ...lines, ''].join('\n\n');
}

/** Modules in one block, each below those that it imports. They share their names: one that two modules declare is an error. */
function programText(main: string): string {
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
  const program = `'use strict';\n{\n${[...texts.values()].join('')}}\n`;
  new Script(program); // Throws if a name is declared twice.
  return program;
}

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** A text as a literal, line by line, so that a change of it is a small one. */
function quoted(text: string): string {
  return `[\n${text.trimEnd().split('\n').map((line) => `  ${JSON.stringify(line)},\n`).join('')}].join('\\n')`;
}

if (require.main === module) {
  writeFileSync(FILE, pageText());
}
