/*
 * The docstrings and the README name only programs that test/runtime/apps runs.
 */
import { readFileSync } from 'fs';
import { RuntimePreset } from '../../src/index';
import { APPLICATIONS, NOT_VERIFIED } from '../runtime/apps/applications';

const PRESETS = Object.values(RuntimePreset).filter((value): value is RuntimePreset => value instanceof RuntimePreset);
const SOURCE = readFileSync('src/options/runtime-preset.ts', 'utf8');
const README = readFileSync('README.md', 'utf8');

/** The docstring of a constant, as one line. */
function docstringOf({ name }: RuntimePreset): string {
  const [before] = SOURCE.split(`public static readonly ${name} =`);
  return before.slice(before.lastIndexOf('/**')).replace(/\s+\*\s/g, ' ');
}

const rowOf = ({ name }: RuntimePreset) => README.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));

test('every preset is either verified or listed as not verified', () => {
  expect([...APPLICATIONS.map(({ preset }) => preset), ...NOT_VERIFIED].map(({ name }) => name).sort())
    .toEqual(PRESETS.map(({ name }) => name).sort());
});

test.each(APPLICATIONS)('the docstring of $preset.name names the verified program and version', ({ preset, program, version }) => {
  expect(docstringOf(preset)).toContain(` Verified with ${program} ${version} of Debian 13.`);
  expect(docstringOf(preset)).not.toContain('Not verified');
  expect(rowOf(preset)).toMatch(new RegExp(`\\| ${program} ${version} \\|$`));
});

test.each(NOT_VERIFIED)('the docstring of $name says that it is not verified', (preset) => {
  expect(docstringOf(preset)).toContain('Not verified.');
  expect(docstringOf(preset)).not.toContain('Verified with');
  expect(rowOf(preset)).toMatch(/\| not verified \|$/);
});
