import { Path } from '../../../src/formats/manifest/json';
import { readDocuments } from '../../../src/formats/yaml/documents';
import { pathAt } from '../../../src/formats/yaml/path-at';
import { SourceLines } from '../../../src/formats/yaml/source-lines';

const TEXT = `# first
spec:
  "host": true
  list: [{a: 1, b: {c: 2}}, 🏪, x]
  block: |
    text
  base: &base {d: 4}
  alias: *base
  items:
    - name: web # c
      env: {}
    - - deep
---
second: 2
`;

function keyAt(path: Path, text = TEXT): string {
  const [document] = readDocuments([Buffer.from(text)]);
  const { line, column, endLine, endColumn } = new SourceLines(document).keyRangeOf(path);
  expect(endLine).toBe(line);
  return text.split(/\r?\n/)[line - 1].slice(column - 1, endColumn - 1);
}

it.each<[Path, string]>([
  [[], 'spec'],
  [['spec'], 'spec'],
  [['spec', 'host'], '"host"'],
  [['spec', 'list', 0], 'a'],
  [['spec', 'list', 0, 'b', 'c'], 'c'],
  [['spec', 'list', 1], '🏪'],
  [['spec', 'list', 2], 'x'],
  [['spec', 'block'], 'block'],
  [['spec', 'alias'], 'alias'],
  [['spec', 'items', 0], 'name'],
  [['spec', 'items', 0, 'env'], 'env'],
  [['spec', 'items', 0, 'absent', 'too'], 'name'],
  [['spec', 'items', 0, 'env', 'absent'], 'env'],
  [['absent'], 'spec'],
])('%j is at its key', (path, key) => {
  expect(keyAt(path)).toBe(key);
  expect(keyAt(path, TEXT.replaceAll('\n', '\r\n'))).toBe(key);
});

it('a list item without keys is at its value', () => {
  expect(keyAt(['spec', 'items', 1, 0])).toBe('deep');
});

it.each<[string, number, Path]>([
  ['spec', 0, ['spec']],
  ['"host"', 0, ['spec', 'host']],
  ['c: 2', 0, ['spec', 'list', 0, 'b', 'c']],
  ['c: 2', 0, ['spec', 'list', 0, 'b', 'c']],
  ['🏪', 0, ['spec', 'list', 1]],
  ['deep', 0, ['spec', 'items', 1, 0]],
  ['second', 1, ['second']],
])('the field at %s is found', (at, document, path) => {
  const lines = TEXT.slice(0, TEXT.indexOf(at)).split('\n');
  expect(pathAt(TEXT, lines.length, lines.at(-1)!.length + 1)).toEqual({ document, path });
});

it.each([[1, 3], [13, 1], [99, 1]])('nothing is at %d:%d', (line, column) => {
  expect(pathAt(TEXT, line, column)).toBeUndefined();
});
