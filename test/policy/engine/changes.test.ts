import { clone, isSameJson, JsonObject } from '../../../src/formats/manifest/json';
import { changesBetween, follow, originalsOf } from '../../../src/policy/engine/changes';

/** What an edit of a manifest changes. */
function changesOf(manifest: any, edit: (manifest: any) => void) {
  const before = clone(manifest);
  const originals = originalsOf(before, manifest);
  edit(manifest);
  return { changes: changesBetween(before, manifest, originals), isSame: isSameJson(before, manifest) };
}

test.each<[string, object, (manifest: any) => void, ReturnType<typeof changesBetween>]>([
  ['no changes', { a: [1, { b: null }] }, () => {}, []],
  ['a field', { a: 1 }, (it) => { it.b = { c: 2 }; }, [{ path: ['b'], before: undefined, after: { c: 2 } }]],
  ['a field that was null', { a: null }, (it) => { it.a = 1; }, [{ path: ['a'], before: null, after: 1 }]],
  ['null in place of nothing', {}, (it) => { it.a = null; }, [{ path: ['a'], before: undefined, after: null }]],
  ['a nested field', { a: { b: {} } }, (it) => { it.a.b.c = false; }, [{ path: ['a', 'b', 'c'], before: undefined, after: false }]],
  ['an item at the end', { a: [1] }, (it) => it.a.push(2), [{ path: ['a', 1], before: undefined, after: 2 }]],
  ['an item at the start', { a: ['x'] }, (it) => it.a.unshift('y'), [{ path: ['a', 0], before: undefined, after: 'y' }]],
  ['an item that is null', { a: ['x'] }, (it) => it.a.unshift(null), [{ path: ['a', 0], before: undefined, after: null }]],
  ['an object before a text', { a: ['x'] }, (it) => it.a.unshift({ name: 'x' }), [{ path: ['a', 0], before: undefined, after: { name: 'x' } }]],
  ['an object before one of the same name', { a: [{ name: 'x', b: 1 }] }, (it) => it.a.unshift({ name: 'x', b: 2 }),
    [{ path: ['a', 0], before: undefined, after: { name: 'x', b: 2 } }]],
  ['a list in a list', { a: [[1]] }, (it) => it.a[0].push(2), [{ path: ['a', 0, 1], before: undefined, after: 2 }]],
  ['a list before an object', { a: [{ name: 'x' }] }, (it) => it.a.unshift([]), [{ path: ['a', 0], before: undefined, after: [] }]],
  ['an object in place of a list', { a: [] }, (it) => { it.a = {}; }, [{ path: ['a'], before: [], after: {} }]],
  ['a list in place of an object', { a: {} }, (it) => { it.a = []; }, [{ path: ['a'], before: {}, after: [] }]],
  ['another value', { a: 1 }, (it) => { it.a = 2; }, [{ path: ['a'], before: 1, after: 2 }]],
  ['a field that is removed', { a: 1, b: 2 }, (it) => { delete it.a; }, [{ path: ['a'], before: 1, after: undefined }]],
])('lists %s', (_, manifest, edit, expected) => {
  expect(changesOf(manifest, edit)).toEqual({ changes: expected, isSame: expected.length === 0 });
});

test.each<[string, JsonObject, (list: any[]) => void, (string | number)[], (string | number)[]]>([
  ['that does not move', { a: [{ name: 'x' }, { name: 'y' }] }, () => {}, ['a', 1], ['a', 1]],
  ['after an inserted element', { a: [{ name: 'x', z: 1 }] }, (list) => list.unshift({ name: 'y' }), ['a', 0, 'z'], ['a', 1, 'z']],
  ['after an inserted element of the same name', { a: [{ name: 'x', z: 1 }] }, (list) => list.unshift({ name: 'x' }), ['a', 0, 'z'], ['a', 1, 'z']],
  ['that is twice in a list', { a: ['x', 'x'] }, () => {}, ['a', 1], ['a', 1]],
])('finds the current path of a value %s', (_, manifest, edit, path, expected) => {
  const placeNow = follow(manifest, path);
  edit(manifest.a as any[]);
  expect(placeNow()).toEqual(expected);
});

test('a field stays where it is if its value is replaced', () => {
  const manifest = { a: [{ b: 1 }] };
  const placeNow = follow(manifest, ['a', 0, 'b']);
  manifest.a[0].b = 2;
  expect(placeNow()).toEqual(['a', 0, 'b']);
});
