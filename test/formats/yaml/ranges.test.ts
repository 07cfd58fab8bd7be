import { Path } from '../../../src/formats/manifest/json';
import { readDocuments } from '../../../src/formats/yaml/documents';
import { SourceLines } from '../../../src/formats/yaml/source-lines';

/** Where a field is: `line:column-endLine:endColumn`. */
function rangeOf(text: string, path: Path): string {
  const [source] = readDocuments([Buffer.from(text)]);
  const { line, column, endLine, endColumn } = new SourceLines(source).rangeOf(path);
  return `${line}:${column}${endLine === undefined ? '' : `-${endLine}:${endColumn}`}`;
}

test.each<[string, string, Path, string]>([
  ['a plain value', 'a: 1\nbc: def\n', ['bc'], '2:1-2:8'],
  ['a value in quotes', 'a: "x y"\n', ['a'], '1:1-1:9'],
  ['a key in quotes', '"a b": 1\n', ['a b'], '1:1-1:9'],
  ['an object', 'a:\n  b: 1\n  c: 22\nd: 3\n', ['a'], '1:1-3:8'],
  ['an item of a list', 'a:\n- b: 1\n- c: 22\n', ['a', 1], '3:3-3:8'],
  ['a value in flow style', 'a: {b: [1, 22]}\n', ['a', 'b', 1], '1:12-1:14'],
  ['a folded block', 'a: >-\n  b\n  c\nd: 1\n', ['a'], '1:1-3:4'],
  ['a literal block followed by a blank line and a comment', 'a: |\n  b\n\n# c\nd: 1\n', ['a'], '1:1-2:4'],
  ['a block at the end of the file', 'a: |-\n  bcd', ['a'], '1:1-2:6'],
  ['a field that is absent', 'a:\n  b: 1\n', ['a', 'c'], '1:1'],
  ['a value with CRLF', 'a: 1\r\nb: 2\r\n', ['b'], '2:1-2:5'],
  ['a value in JSON', '{"a": {"b": "c"}}', ['a', 'b'], '1:8-1:16'],
])('returns the range of %s', (_, text, path, expected) => expect(rangeOf(text, path)).toBe(expected));
