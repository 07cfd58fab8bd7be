/*
 * Writes the picture and the table of ARCHITECTURE.md from the import rules in rooms.ts, which eslint enforces.
 */
import { readFileSync, writeFileSync } from 'fs';
import { table } from './markdown';
import { CONTENTS, ROOMS } from './rooms';

const FILE = 'ARCHITECTURE.md';
const BEGIN = '<!-- begin: generated from projenrc/rooms.ts by `npm run docs` -->';
const END = '<!-- end -->';

/** The imports of a room that no other import of it allows anyway: the picture shows only these. */
function directImports(room: string): readonly string[] {
  const imports = ROOMS[room].filter((name) => name in ROOMS);
  const reached = new Set(imports.flatMap((name) => [...reachedFrom(name)]));
  return imports.filter((name) => !reached.has(name));
}

function reachedFrom(room: string): ReadonlySet<string> {
  const imports = ROOMS[room].filter((name) => name in ROOMS);
  return new Set(imports.flatMap((name) => [name, ...reachedFrom(name)]));
}

function picture(): string {
  const arrows = Object.keys(CONTENTS).flatMap((room) => directImports(room).map((name) => `  ${room} --> ${name}`));
  return ['```mermaid', 'flowchart TD', '  index --> workloads', '  index --> synth', ...arrows, '```'].join('\n');
}

export function generatedPart(): string {
  const rows = Object.entries(CONTENTS).map(([room, contents]) => [`[\`${room}/\`](src/${room})`, contents]);
  return [BEGIN, picture(), table(['folder of `src`', 'contents'], rows), END].join('\n\n');
}

if (require.main === module) {
  const text = readFileSync(FILE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  writeFileSync(FILE, before + generatedPart() + rest.slice(rest.indexOf(END) + END.length));
}
