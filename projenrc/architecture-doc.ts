/*
 * Writes the picture and the table of ARCHITECTURE.md from the import rules in import-rules.ts, which eslint enforces.
 */
import { readFileSync, writeFileSync } from 'fs';
import { CONTENTS, IMPORTS } from './import-rules';
import { table } from './markdown';

const FILE = 'ARCHITECTURE.md';
const BEGIN = '<!-- begin: generated from projenrc/import-rules.ts by `npm run docs` -->';
const END = '<!-- end -->';

/** The imports of a folder that are not also indirect imports: the picture shows only these. */
function directImports(folder: string): readonly string[] {
  const imports = IMPORTS[folder].filter((name) => name in IMPORTS);
  const reached = new Set(imports.flatMap((name) => [...reachedFrom(name)]));
  return imports.filter((name) => !reached.has(name));
}

function reachedFrom(folder: string): ReadonlySet<string> {
  const imports = IMPORTS[folder].filter((name) => name in IMPORTS);
  return new Set(imports.flatMap((name) => [name, ...reachedFrom(name)]));
}

function picture(): string {
  const arrows = Object.keys(CONTENTS).flatMap((folder) => directImports(folder).map((name) => `  ${folder} --> ${name}`));
  return ['```mermaid', 'flowchart TD', '  index --> workloads', '  index --> synth', ...arrows, '```'].join('\n');
}

export function generatedPart(): string {
  const rows = Object.entries(CONTENTS).map(([folder, contents]) => [`[\`${folder}/\`](src/${folder})`, contents]);
  return [BEGIN, picture(), table(['folder of `src`', 'contents'], rows), END].join('\n\n');
}

if (require.main === module) {
  const text = readFileSync(FILE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  writeFileSync(FILE, before + generatedPart() + rest.slice(rest.indexOf(END) + END.length));
}
