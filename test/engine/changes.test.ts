import { changesBetween, isSameJson, pathIn } from '../../src/engine/changes';
import { Path } from '../../src/manifest/json';

test.each<[string, unknown, unknown, ReturnType<typeof changesBetween>]>([
  ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  ['a field', { a: 1 }, { a: 1, b: { c: 2 } }, [{ path: ['b'], before: undefined, after: { c: 2 } }]],
  ['a field that was null', { a: null }, { a: 1 }, [{ path: ['a'], before: null, after: 1 }]],
  ['null where there was nothing', {}, { a: null }, [{ path: ['a'], before: undefined, after: null }]],
  ['a field further in', { a: { b: {} } }, { a: { b: { c: false } } }, [{ path: ['a', 'b', 'c'], before: undefined, after: false }]],
  ['an item at the end', { a: [1] }, { a: [1, 2] }, [{ path: ['a', 1], before: undefined, after: 2 }]],
  ['an item in front', { a: ['x'] }, { a: ['y', 'x'] }, [{ path: ['a', 0], before: undefined, after: 'y' }]],
  ['an item that is null', { a: ['x'] }, { a: [null, 'x'] }, [{ path: ['a', 0], before: undefined, after: null }]],
  ['an object in front of a text', { a: ['x'] }, { a: [{ name: 'x' }, 'x'] }, [{ path: ['a', 0], before: undefined, after: { name: 'x' } }]],
  ['a mount of the same volume', { a: [{ name: 'v', mountPath: '/b' }] }, { a: [{ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/b' }] },
    [{ path: ['a', 0], before: undefined, after: { name: 'v', mountPath: '/a' } }]],
  ['a list in a list', { a: [[1]] }, { a: [[1, 2]] }, [{ path: ['a', 0, 1], before: undefined, after: 2 }]],
  ['a list in front of an object', { a: [{ name: 'x' }] }, { a: [[], { name: 'x' }] }, [{ path: ['a', 0], before: undefined, after: [] }]],
  ['an object in place of a list', { a: [] }, { a: {} }, [{ path: ['a'], before: [], after: {} }]],
  ['a list in place of an object', { a: {} }, { a: [] }, [{ path: ['a'], before: {}, after: [] }]],
  ['another value', { a: 1 }, { a: 2 }, [{ path: ['a'], before: 1, after: 2 }]],
  ['a field that is removed', { a: 1, b: 2 }, { b: 2 }, [{ path: ['a'], before: 1, after: undefined }]],
])('%s', (_, before, after, expected) => {
  expect(changesBetween(before, after)).toEqual(expected);
  expect(isSameJson(before, after)).toBe(expected.length === 0);
});

test.each<[string, object, object, Path, Path]>([
  ['in an object', { a: { b: 1 } }, { a: { b: 1 } }, ['a', 'b'], ['a', 'b']],
  ['behind an element that was put in front', { a: [{ name: 'x' }] }, { a: [{ name: 'y' }, { name: 'x', z: 1 }] }, ['a', 0, 'z'], ['a', 1, 'z']],
  ['of an element that stayed', { a: [{ name: 'x' }, { name: 'y' }] }, { a: [{ name: 'x' }, { name: 'y' }] }, ['a', 1], ['a', 1]],
])('the later path of a value %s', (_, state, later, path, expected) => expect(pathIn(later, state, path)).toEqual(expected));
