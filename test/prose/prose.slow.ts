import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { Linter, newLinter } from './lint';
import { proseOf } from './source-text';
import { ROOT } from '../docs/page';

// Pages, comments, and the texts that the command line prints, in words that need no second reading: see words.yml.

const filesAt = (...patterns: string[]) => execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], { cwd: ROOT, encoding: 'utf8' })
  .split('\n').filter((file) => file !== '');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Written by others, or the record of what someone else's tool printed. */
const NOT_OURS = /^(?:test\/|vendor\/|CODE_OF_CONDUCT|CHANGELOG)/;
const PAGES = filesAt('*.md').filter((file) => !NOT_OURS.test(file));
const SOURCES = filesAt('src/*.ts', 'site/*.ts', 'report-page/*.ts').filter((file) => !NOT_OURS.test(file));

/** Their docstrings are the reference of the API, and descriptions of findings. */
const PUBLIC = /^src\/(?:constructs\/(?:options|workloads)|policy\/settings|tasks\/reports\/(?:finding|change|hardened)\.ts)/;

const lint = newLinter(false);
const lintForReaders = newLinter(true);

it('finds what is hard to read, and skips code', async () => {
  expect(await lintForReaders('What it is.\n')).toHaveLength(1);
  expect(await lint('What it is. It holds three `holds`.\n\n```sh\nholds\n```\n\nThe owner for whom it is.')).toEqual([
    { line: 1, message: expect.stringContaining('holds') }, { line: 7, message: expect.stringContaining('whom') },
  ]);
  const source = '/** It holds `x`. */\nconst text = `the ${name} holds two things`;\n// whom\n';
  expect(proseOf(source, 'comments')).toBe('It holds `x`.\n\nwhom\n');
  expect(proseOf(source, 'texts')).toBe('\nholds two things\n\n');
});

async function passagesIn(
  files: readonly string[], textOf: (file: string) => string, linterFor: (file: string) => Linter,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) {
    found.push(...(await linterFor(file)(textOf(file))).map(({ line, message }) => `${file}:${line}: ${message}`));
  }
  return found;
}

it('finds nothing in pages', async () => {
  expect(PAGES.length).toBeGreaterThan(100);
  expect(await passagesIn(PAGES, read, () => lintForReaders)).toEqual([]);
}, 120_000);

it('finds nothing in texts of the programs', async () => {
  expect(SOURCES.length).toBeGreaterThan(500);
  expect(await passagesIn(SOURCES, (file) => proseOf(read(file), 'texts'), () => lintForReaders)).toEqual([]);
}, 120_000);

it('finds nothing in comments', async () => {
  expect(await passagesIn(SOURCES, (file) => proseOf(read(file), 'comments'), (file) => PUBLIC.test(file) ? lintForReaders : lint)).toEqual([]);
}, 120_000);
