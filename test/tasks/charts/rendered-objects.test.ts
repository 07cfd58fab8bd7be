import { Charts } from './support';
import { hasObjectsOf, hasObjectsOfCopy } from '../../../src/tasks/charts/rendered-objects';

let charts: Charts;
beforeEach(() => {
  charts = new Charts();
});
afterEach(() => charts.remove());

const object = (kind: string, name: string, apiVersion = 'v1') => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
const stream = (...documents: string[]) => documents.join('---\n');

test.each([
  [object('Pod', 'web'), object('Pod', 'prod-web-2'), false],
  [object('Pod', 'web'), object('Pod', 'web'), true],
  [object('Pod', 'web'), object('Pod', 'api'), false],
  [object('Pod', 'web'), object('ConfigMap', 'web'), false],
  [object('Pod', 'web'), object('Pod', 'web', 'example.com/v1'), false],
  [stream(object('Pod', 'web'), object('Pod', 'web-admin')), object('Pod', 'web-admin'), false],
  [stream(object('Pod', 'web'), object('Pod', 'web-admin')), stream(object('Pod', 'web-admin'), object('Pod', 'web')), true],
  [object('Pod', 'web'), object('Pod', 'web-admin'), false],
  [object('Pod', 'web'), object('Pod', 'a-web'), false],
  [object('ConfigMap', 'c-0123456789'), object('ConfigMap', 'c-9876543210'), true],
  [object('Pod', 'c-0123456789'), object('Pod', 'c-9876543210'), false],
  [object('PatchTransformer', 'x', 'builtin'), '', true],
  ['apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod, metadata: { name: web } }]\n', object('Pod', 'web'), true],
  ['apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Pod, metadata: { name: web } }]\n', '', false],
  ['a: [', object('Pod', 'web'), false],
])('an overlay has all objects of a base only if each has a counterpart: %#', (base, overlay, expected) => {
  expect(hasObjectsOf(base, overlay, { prefixes: [], suffixes: [] })).toBe(expected);
});

test.each([
  [object('Pod', 'web'), object('Pod', 'prod-web-2'), true],
  [object('Namespace', 'shop'), object('Namespace', 'shop'), true],
  [stream(object('Pod', 'web'), object('Pod', 'web-admin')), stream(object('Pod', 'prod-web-admin-2'), object('Pod', 'prod-web-2')), true],
  [object('Pod', 'web'), object('Pod', 'prod-web-admin-2'), false],
  [object('Pod', 'web'), object('Pod', 'prod-prod-web-2'), false],
  [object('Pod', 'we.'), object('Pod', 'prod-web-2'), false],
  [object('ConfigMap', 'c-0123456789'), object('ConfigMap', 'prod-c-2-9876543210'), true],
])('and what kustomizations add to its name: %#', (base, overlay, expected) => {
  expect(hasObjectsOf(base, overlay, { prefixes: ['prod-'], suffixes: ['-2'] })).toBe(expected);
});

test('the prefixes of several kustomizations are added', () => {
  expect(hasObjectsOf(object('Pod', 'web'), object('Pod', 'a-b-web'), { prefixes: ['a-', 'b-'], suffixes: [] })).toBe(true);
});

test('a chart has all objects of a subchart only if each of its templates gives as many of each kind', () => {
  const including = charts.chart('web', { 'charts/sub/Chart.yaml': 'name: sub\n' });
  const chart = charts.chart('sub', {});
  const has = (own: readonly string[], text: readonly string[]) => hasObjectsOfCopy(stream(...own), stream(...text), { chart, including, copy: `${including}/charts/sub` });
  const from = (file: string, kind = 'Pod') => `# Source: ${file}\n${object(kind, file.replaceAll('/', '-'))}`;
  expect(has([from('sub/templates/a.yaml')], [from('web/charts/sub/templates/a.yaml')])).toBe(true);
  expect(has([from('sub/templates/a.yaml'), from('sub/templates/a.yaml')], [from('web/charts/sub/templates/a.yaml')])).toBe(false);
  expect(has([from('sub/templates/a.yaml')], [from('web/charts/sub/templates/a.yaml', 'ConfigMap')])).toBe(false);
  expect(has([from('sub/templates/a.yaml')], [from('web/templates/a.yaml'), from('web/charts/sub/templates/b.yaml')])).toBe(false);
});
