import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { DockerfileView } from '../../../src/formats/dockerfile/model/dockerfile';
import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';
import { Path, read } from '../../../src/formats/manifest/json';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isDockerfileControl } from '../../../src/policy/controls/control';
import { evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';

// Dockerfiles of many shapes, each whole. What is to be found in one is written at its end: the line, and the control.

const FOLDER = join(__dirname, 'fixtures');
const FILES = readdirSync(FOLDER);
const EXPECTED = /^expect (\d+ \S+)$/;

const views = new Map(FILES.map((file) => [file, readDockerfile(readFileSync(join(FOLDER, file)))]));

const lineOf = (view: DockerfileView, path: Path) => (read(view, path) as { line: number }).line;

function found(file: string): string[] {
  return evaluateDockerfile(views.get(file)!, profileOf('hardened')).map(({ control, path }) => `${lineOf(views.get(file)!, path)} ${control.id}`);
}

test('the waiver value is the instruction', () => {
  const view = readDockerfile(Buffer.from('FROM alpine:3.22\nUSER root\n'));
  expect(evaluateDockerfile(view, profileOf('hardened')).map(({ allowKey }) => allowKey)).toEqual(['root']);
});

function expected(file: string): string[] {
  return views.get(file)!.comments.flatMap(({ text }) => EXPECTED.exec(text)?.[1] ?? []);
}

test.each(FILES)('%s has the expected findings', (file) => expect(found(file).sort()).toEqual(expected(file).sort()));

test('there are enough fixtures, with and without findings', () => {
  expect(FILES.length).toBeGreaterThanOrEqual(40);
  expect(FILES.filter((file) => expected(file).length === 0).length).toBeGreaterThanOrEqual(10);
});

test.each(CATALOG.filter(isDockerfileControl).map(({ id }) => id))('a fixture violates %s', (id) => {
  expect(FILES.flatMap(found).some((finding) => finding.endsWith(` ${id}`))).toBe(true);
});

test.each(['pss-baseline', 'pss-restricted'] as const)('the profile %s has no Dockerfile controls', (level) => {
  expect(FILES.flatMap((file) => evaluateDockerfile(views.get(file)!, profileOf(level)))).toEqual([]);
});
