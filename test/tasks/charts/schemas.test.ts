import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { gzipSync } from 'zlib';
import { checkSchemas } from '../../../src/tasks/charts/schemas';
import { onPosix } from '../../support/systems';
import { tarOf } from '../image-facts/support';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-schemas-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

function chart(files: { readonly [path: string]: string | Buffer }): string {
  const path = join(folder, `chart-${++count}`);
  for (const [name, content] of Object.entries({ 'Chart.yaml': 'name: a', ...files })) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const packed = (files: { readonly [path: string]: string }) => gzipSync(tarOf(files));
const OUTSIDE = '{"$ref":"file:///etc/passwd"}';

test.each([
  '{"$schema":"https://json-schema.org/draft-07/schema#","$defs":{"a":{}},"properties":{"x":{"$ref":"#/$defs/a"}}}',
  '{"$id":"https://example.com/schemas/web.json","type":"object","properties":{"id":{"type":"string"}}}',
  '{"$id":"web.schema.json"}',
  '{"$id":"https://example.com:8443"}',
  'true',
])('%s reads nothing else', (schema) => expect(() => checkSchemas(chart({ 'values.schema.json': schema }))).not.toThrow());

test.each([
  OUTSIDE,
  '{"properties":{"x":{"allOf":[{"$ref":"http://127.0.0.1:8080/x"}]}}}',
  '{"$ref":"other.json#/a"}',
  '{"$dynamicRef":"http://localhost/x#a"}',
  '{"$id":"file:///etc/x","$ref":"#/a"}',
  '{"$id":"http://localhost:1/a"}',
  '{"$id":"http://127.0.0.1/a"}',
  '{"$schema":"file:///tmp/meta.json"}',
  '{"a":{"id":"http://[::1]/a"}}',
  '{"$schema":"http://user@localhost:8080/a"}',
  '{"$schema":"HTTP://user:word@127.0.0.1/a"}',
  '{"$id":"https://example.com%40localhost/a"}',
])('%s refers to another file or host', (schema) => {
  expect(() => checkSchemas(chart({ 'values.schema.json': schema }))).toThrow(/values\.schema\.json: \$?\w+ ".*" refers to another file or host/);
});

test('what Helm may read differently is refused', () => {
  for (const schema of [`${OUTSIDE} x`, `\uFEFF${OUTSIDE}`, '']) {
    expect(() => checkSchemas(chart({ 'values.schema.json': schema }))).toThrow('is not JSON, so the chart was not rendered: correct it');
  }
});

onPosix('schemas of subcharts, packed ones too, and behind links', () => {
  expect(() => checkSchemas(chart({ 'charts/b/values.schema.json': OUTSIDE }))).toThrow('charts/b/values.schema.json: $ref');
  const inner = packed({ 'b/values.schema.json': OUTSIDE });
  expect(() => checkSchemas(chart({ 'charts/b.tgz': inner }))).toThrow('charts/b.tgz: b/values.schema.json: $ref');
  const path = chart({ 'other.json': OUTSIDE });
  symlinkSync('other.json', join(path, 'values.schema.json'));
  expect(() => checkSchemas(path)).toThrow('values.schema.json: $ref');
});

test('schemas of a packed chart, whatever their path is written like', () => {
  for (const name of ['a/values.schema.json', 'a/./values.schema.json', 'a\\values.schema.json', 'a/charts/b/values.schema.json']) {
    const file = join(folder, `packed-${++count}.tgz`);
    writeFileSync(file, packed({ [name]: OUTSIDE }));
    expect(() => checkSchemas(file)).toThrow('$ref "file:///etc/passwd"');
  }
});

test('an archive in a packed chart, and one that is none', () => {
  const file = join(folder, 'outer.tgz');
  writeFileSync(file, packed({ 'a/charts/b.tgz': 'no archive' }));
  expect(() => checkSchemas(file)).toThrow('a/charts/b.tgz: is not a packed chart (.tgz), or is damaged: pack it again with `helm package`');
});
