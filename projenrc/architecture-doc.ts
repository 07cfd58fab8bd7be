/*
 * Writes the pictures and the tables of ARCHITECTURE.md from the import rules in import-rules.ts, which eslint enforces.
 */
import { readFileSync, writeFileSync } from 'fs';
import { FOLDERS, GROUPS, PATHS } from './import-rules';
import { table } from './markdown';

const FILE = 'ARCHITECTURE.md';
const BEGIN = '<!-- begin: generated from projenrc/import-rules.ts by `npm run docs` -->';
const END = '<!-- end -->';

type Graph = { readonly [name: string]: { readonly imports: readonly string[] } };

/** The imports that are not also indirect imports: a picture shows only these. */
function directImports(graph: Graph, name: string): readonly string[] {
  const { imports } = graph[name];
  const reached = new Set(imports.flatMap((each) => [...reachedFrom(graph, each)]));
  return imports.filter((each) => !reached.has(each));
}

function reachedFrom(graph: Graph, name: string): ReadonlySet<string> {
  return new Set(graph[name].imports.flatMap((each) => [each, ...reachedFrom(graph, each)]));
}

function arrows(graph: Graph): readonly string[] {
  return Object.keys(graph).flatMap((name) => directImports(graph, name).map((each) => `  ${name} --> ${each}`));
}

function picture(...lines: readonly string[]): string {
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

function boxes(): readonly string[] {
  return Object.entries(GROUPS).flatMap(([group, { folders }]) => [`  subgraph ${group}/`, ...Object.keys(folders).map((folder) => `    ${folder}`), '  end']);
}

export function generatedPart(): string {
  const groups = Object.entries(GROUPS).map(([group, { contents }]) => [`[\`${group}/\`](src/${group})`, contents]);
  const folders = Object.entries(FOLDERS).map(([folder, { contents }]) => [`[\`${PATHS[folder]}/\`](src/${PATHS[folder]})`, contents]);
  return [
    BEGIN,
    picture(...arrows(GROUPS)), table(['group of `src`', 'contents'], groups),
    'The folders in the groups:',
    picture(...boxes(), ...arrows(FOLDERS)), table(['folder of `src`', 'contents'], folders),
    END,
  ].join('\n\n');
}

export function write(): void {
  const text = readFileSync(FILE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  writeFileSync(FILE, before + generatedPart() + rest.slice(rest.indexOf(END) + END.length));
}
