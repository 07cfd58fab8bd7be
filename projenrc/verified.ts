/* Writes src/knowledge/images/verified.ts from what the runs of real programs saw. */
import { writeFileSync } from 'fs';
import { readResults, Results } from '../test/runtime/images/results-file';

const FILE = 'src/knowledge/images/verified.ts';

const PREFACE = `// Generated from test/runtime/images/results.json by \`npm run docs\`. Do not edit.
import { Verification } from './known-image';

const verified = (program: string, date: string): readonly Verification[] => (
  [{ test: 'test/runtime/images/images.runtime.ts', program, date }]);

/** By the name of the program in test/runtime/images/programs. */`;

export function generatedModule(results: Results = readResults()): string {
  const lines = Object.entries(results).map(([name, { program, date }]) => `  '${name}': verified('${program}', '${date}'),`);
  return `${PREFACE}\nexport const VERIFIED = {\n${lines.join('\n')}\n};\n`;
}

export function write(): void {
  writeFileSync(FILE, generatedModule());
}
