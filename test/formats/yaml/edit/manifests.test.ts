import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { isObject } from '../../../../src/formats/manifest/json';
import { editFile } from '../../../../src/formats/yaml/edit/edit-file';
import { readDocument } from '../../../../src/formats/yaml/read-document';
import { harden } from '../../../../src/policy/engine/harden';
import { documentsOf } from '../support';

/** A chart as people write them: comments, `securityContext: {}`, both styles of arrays, texts, brackets, a shared anchor. */
const CHART = readFileSync(join(__dirname, 'chart.yaml'));

const ROOT = join(__dirname, '../../../..');
const FILES = [join(ROOT, 'test'), join(ROOT, 'examples')]
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => /\.ya?ml$/.test(name) && !parentPath.includes('node_modules') && !parentPath.includes('third-party') && name !== 'chart.yaml')
    .map(({ name, parentPath }) => join(parentPath, name)));

function hardened(file: Buffer): string {
  return Buffer.concat([...editFile([file], (value) => isObject(value) ? harden(value).manifest : undefined)]).toString();
}

it('adds lines to a chart, and changes only those that were empty', () => {
  const result = hardened(CHART);
  expect(removedLines(CHART.toString(), result)).toEqual([
    '          securityContext: {}',
    '          securityContext: {runAsUser: 1000} # ours',
  ]);
  expect(hardened(Buffer.from(result))).toBe(result);
  const values = documentsOf(CHART).map(readDocument);
  expect(documentsOf(result).map(readDocument)).toEqual(values.map((value) => isObject(value) ? harden(value).manifest : value));
});

it.each(FILES)('hardens %s line by line', (path) => {
  const file = readFileSync(path);
  let values;
  try {
    values = documentsOf(file).map(readDocument);
  } catch {
    return; // No manifest.
  }
  const result = hardened(file);
  expect(removedLines(file.toString(), result)).toEqual([]);
  expect(documentsOf(result).map(readDocument)).toEqual(values.map((value) => isObject(value) ? harden(value).manifest : value));
});

/** The lines that are not in another text, in the same order. */
function removedLines(before: string, after: string): string[] {
  const lines = after.split('\n');
  let from = 0;
  return before.split('\n').filter((line) => {
    const found = lines.indexOf(line, from);
    from = found < 0 ? from : found + 1;
    return found < 0;
  });
}
