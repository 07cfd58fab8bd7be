import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { newLinter } from './lint';
import { proseOf } from './source-text';

/* Prints the passages in files: `npx ts-node --project projenrc/tsconfig.json --transpile-only test/prose/print.ts src docs`. */
void (async () => {
  const lint = newLinter(false);
  const lintForReaders = newLinter(true);
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', ...process.argv.slice(2)];
  const files = execFileSync('git', listed, { encoding: 'utf8' }).split('\n');
  for (const file of files.filter((name) => /\.(?:md|ts)$/.test(name))) {
    const text = readFileSync(file, 'utf8');
    const passages = file.endsWith('.md') ? await lintForReaders(text)
      : [...await lintForReaders(proseOf(text, 'texts')), ...await lint(proseOf(text, 'comments'))].sort((one, other) => one.line - other.line);
    passages.forEach(({ line, message }) => console.log(`${file}:${line}: ${message}`));
  }
})();
