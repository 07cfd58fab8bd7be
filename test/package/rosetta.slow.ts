import { execFileSync } from 'child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'rosetta-')); });
afterAll(() => rmSync(folder, { recursive: true }));

it('every class has an example, and jsii-rosetta translates these and the code of the README in strict mode', () => {
  // In a folder of its own, since it writes beside the assembly.
  ['.jsii', 'rosetta'].forEach((name) => cpSync(join(ROOT, name), join(folder, name), { recursive: true }));
  const translations = join(folder, 'translations.json');
  execFileSync(join(ROOT, 'node_modules/.bin/jsii-rosetta'), ['extract', '--strict', '--directory', ROOT, '--cache-to', translations, folder], { stdio: 'pipe' });

  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8'));
  const classes = Object.values<any>(types).filter(({ kind }) => kind === 'class');
  expect(classes.filter(({ docs }) => !docs.example).map(({ name }) => name)).toEqual([]);
  const snippets = Object.values<any>(JSON.parse(readFileSync(translations, 'utf8')).snippets);
  const code = readFileSync(join(ROOT, 'README.md'), 'utf8').match(/^```ts$/gm)!;
  expect(snippets).toHaveLength(classes.length + code.length);
  const isWhole = (snippet: any) => snippet.didCompile && ['python', 'csharp', 'java', 'go'].every((language) => snippet.translations[language]);
  expect(snippets.filter((snippet) => !isWhole(snippet))).toEqual([]);
}, 120_000);
