import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Group } from './benchmarks';
import { Major } from './nodes';
import { hasInstructions, Origin, Result, table } from './result';

const DATA = join(__dirname, 'results.json');
const DOCS = join(__dirname, '..', 'docs');
export const PERFORMANCE = 'performance.md';

const INSTRUCTIONS = '"By instructions" is the same ratio, with the instructions of the whole processes instead of their time, counted once by perf or cachegrind. It hardly depends on '
  + 'the other work of the machine. The count includes work that the other columns leave out, such as writing the input files. Under cachegrind V8 also optimizes less code, '
  + 'so this ratio can differ from the ratio of the times.';

type Written = { readonly [group in Group]?: { readonly origin: Origin; readonly results: readonly Result[] } };

/** Replaces all results of a group: those of different runs are never mixed. */
export function writeResults(group: Group, results: readonly Result[], origin: Origin): void {
  writeFileSync(DATA, `${JSON.stringify({ ...read(), [group]: { origin, results } }, null, 2)}\n`);
  writePart(PERFORMANCE, group, [table(results), originText(origin), ...hasInstructions(results) ? [INSTRUCTIONS] : []].join('\n\n'));
}

/** Replaces a generated part of a page, whose path is relative to docs. */
export function writePart(path: string, name: string, text: string): void {
  const file = join(DOCS, path);
  const page = readFileSync(file, 'utf8');
  const part = new RegExp(`(?<=<!-- ${name} -->\\n).*?(?=<!-- /${name} -->)`, 's');
  if (!part.test(page)) throw new Error(`${file} has no part ${name}`);
  writeFileSync(file, page.replace(part, () => `\n${text}\n\n`));
}

/** The written median of a ratio; undefined for other figures, which depend on the machine. */
export function writtenMedians(major: Major): ReadonlyMap<string, number> {
  const results = Object.values(read()).flatMap((each) => each.results);
  return new Map(results.flatMap(({ title, unit, figures }) => unit === '' && figures?.[major] ? [[title, figures[major].median]] : []));
}

function read(): Written {
  return JSON.parse(readFileSync(DATA, 'utf8'));
}

function originText({ date, commit, machine, nodes, jsYaml, rounds }: Origin): string {
  return `Measured on ${date} at commit ${commit}, ${rounds} rounds of each: Node.js ${nodes.join(' and ')}, ${jsYaml}, ${machine}.`;
}
