import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { localizedPackage } from './localized';
import { Target } from './targets';
import { GO_TOOLCHAIN } from '../../test/programs/pinned';
import { withTemporaryFolder } from '../temporary-folder';

export type Language = Target | 'js';

interface Tablet {
  readonly snippets: Readonly<Record<string, { readonly translations: Readonly<Record<string, { source: string }>> }>>;
}

/** Translates the examples of the README and of the documentation of a compiled project into all languages, once for all packages. */
export function translateExamples(tablet: string, project = '.'): void {
  const { isDone, output } = call('jsii-rosetta', ['extract', '--strict', '--output', tablet, project]);
  if (!isDone) throw new Error(`jsii-rosetta failed:\n${output}`);
  const translated = JSON.parse(readFileSync(tablet, 'utf8')) as Tablet;
  for (const { translations: { python } } of Object.values(translated.snippets)) {
    python.source = python.source.replaceAll('.with(', '.with_('); // a keyword, which jsii-pacmak renames and jsii-rosetta does not
  }
  writeFileSync(tablet, JSON.stringify(translated));
}

/**
 * Builds the package of a language into `out`, below a folder of that language, and returns what jsii-pacmak printed if it failed.
 *
 * @param project the folder of the compiled project
 */
export function buildPackage(language: Language, out: string, tablet: string, project = '.'): string | undefined {
  const { isDone, output } = withTemporaryFolder('package', (work) => call('jsii-pacmak', [
    '--verbose', '--targets', language, '--outdir', out, '--no-npmignore', '--rosetta-tablet', tablet, '--rosetta-unknown-snippets', 'fail',
    language === 'js' ? project : localizedPackage(language, work, project),
  ]));
  return isDone ? undefined : output;
}

function call(program: string, args: readonly string[]): { readonly isDone: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(join('node_modules', '.bin', program), args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, GOTOOLCHAIN: GO_TOOLCHAIN }, // Modules need a newer Go than distributions have.
  });
  return { isDone: status === 0, output: `${stdout}${stderr}` };
}
