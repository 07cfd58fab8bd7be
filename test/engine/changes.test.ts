import { changesBetween } from '../../src/engine/changes';

test.each<[string, unknown, unknown, ReturnType<typeof changesBetween>]>([
  ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  ['a field', { a: 1 }, { a: 1, b: { c: 2 } }, [{ path: ['b'], value: { c: 2 } }]],
  ['a field that was null', { a: null }, { a: 1 }, [{ path: ['a'], value: 1 }]],
  ['null where there was nothing', {}, { a: null }, [{ path: ['a'], value: null }]],
  ['a field further in', { a: { b: {} } }, { a: { b: { c: false } } }, [{ path: ['a', 'b', 'c'], value: false }]],
  ['an item at the end', { a: [1] }, { a: [1, 2] }, [{ path: ['a', 1], value: 2 }]],
  ['an item in front', { a: ['x'] }, { a: ['y', 'x'] }, [{ path: ['a', 0], value: 'y' }]],
  ['an item that is null', { a: ['x'] }, { a: [null, 'x'] }, [{ path: ['a', 0], value: null }]],
  ['an object in front of a text', { a: ['x'] }, { a: [{ name: 'x' }, 'x'] }, [{ path: ['a', 0], value: { name: 'x' } }]],
  ['a mount of the same volume', { a: [{ name: 'v', mountPath: '/b' }] }, { a: [{ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/b' }] },
    [{ path: ['a', 0], value: { name: 'v', mountPath: '/a' } }]],
  ['a list in a list', { a: [[1]] }, { a: [[1, 2]] }, [{ path: ['a', 0, 1], value: 2 }]],
  ['a list in front of an object', { a: [{ name: 'x' }] }, { a: [[], { name: 'x' }] }, [{ path: ['a', 0], value: [] }]],
  ['an object in place of a list', { a: [] }, { a: {} }, [{ path: ['a'], value: {} }]],
  ['a list in place of an object', { a: {} }, { a: [] }, [{ path: ['a'], value: [] }]],
  ['another value', { a: 1 }, { a: 2 }, [{ path: ['a'], value: 2 }]],
])('%s', (_, before, after, expected) => expect(changesBetween(before, after)).toEqual(expected));
