import * as fc from 'fast-check';
import { Path } from '../../../src/formats/manifest/json';
import { depth, isBelow, normalizePath, templatePaths, toFieldPath } from '../../../src/formats/manifest/paths';

it.each<[(string | number)[], string]>([
  [[], ''],
  [['spec'], 'spec'],
  [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
  [[0, 'a'], '[0].a'],
  [['limits', 'ephemeral-storage'], 'limits.ephemeral-storage'],
  [['annotations', 'a.b/c'], 'annotations["a.b/c"]'],
  [['a"b'], '["a\\"b"]'],
  [['0'], '["0"]'],
  [['', 'x'], '[""].x'],
])('writes %j as %s', (path, text) => {
  expect(toFieldPath(path)).toBe(text);
});

it.each([
  ['/tmp', '/tmp'],
  ['/tmp/', '/tmp'],
  ['//tmp', '/tmp'],
  ['tmp', '/tmp'],
  ['./tmp/.', '/tmp'],
  ['/a//b///c', '/a/b/c'],
  ['/tmp/../etc', '/etc'],
  ['/../..', '/'],
  ['', '/'],
  ['/', '/'],
  ['.', '/'],
  ['/.hidden', '/.hidden'],
  ['/a/..b/...', '/a/..b/...'],
  ['/a b/ü', '/a b/ü'],
])('normalizes %j to %j', (path, normal) => {
  expect(normalizePath(path)).toBe(normal);
});

const steps = fc.array(fc.constantFrom('', '.', '..', 'a', 'b', '.c', 'd.', '...'), { maxLength: 8 });

it('normalized paths are absolute and stay the same when normalized again', () => {
  fc.assert(fc.property(steps, (parts) => {
    const normal = normalizePath(parts.join('/'));
    expect(normalizePath(normal)).toBe(normal);
    expect(normal).toMatch(/^\/$|^(\/[^/]+)+$/);
    expect(normal.split('/').filter((step) => step === '.' || step === '..')).toEqual([]);
    expect(normalizePath(`/${parts.join('//')}/./`)).toBe(normal);
  }));
});

it.each([
  ['/a/b', '/a', true],
  ['/a/b/c', '/a', true],
  ['/a', '/', true],
  ['/a', '/a', false],
  ['/', '/', false],
  ['/ab', '/a', false],
  ['/a', '/a/b', false],
])('isBelow(%s, %s) is %s', (path, directory, expected) => {
  expect(isBelow(path, directory)).toBe(expected);
});

it.each([['/', 0], ['/a', 1], ['/a/b', 2]])('depth(%s) is %d', (path, expected) => {
  expect(depth(path)).toBe(expected);
});

it.each<[object, Path, string]>([
  [{}, ['spec', 'template', 'spec'], 'spec.template'],
  [{}, ['spec'], 'spec'],
  [{ spec: { templates: [{ name: 'a' }, { name: 'b' }] } }, ['spec', 'templates', 1], 'spec.templates[b]'],
  [{ spec: { templates: [{ name: 'a' }, { name: 'a' }] } }, ['spec', 'templates', 1], 'spec.templates[1]'],
  [{ spec: { templates: [{}, { name: 7 }] } }, ['spec', 'templates', 1], 'spec.templates[1]'],
  [{ spec: { templates: [{ name: '1' }, { name: 'x' }] } }, ['spec', 'templates', 0], 'spec.templates[0]'],
  [{ spec: { groups: [{ groupName: 'workers', template: {} }] } }, ['spec', 'groups', 0, 'template', 'spec'], 'spec.groups[workers].template'],
  [{ a: [[{ name: 'x' }]] }, ['a', 0, 0], 'a[0][x]'],
])('names list items of the pod template in %j at %j', (object, path, expected) => expect(templatePaths(object)(path)).toBe(expected));
