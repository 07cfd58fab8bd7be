import { asArray, asObject, asString, childArray, childObject, clone, fillIn, isAbsent, isObject, read, textOf } from '../../../src/formats/manifest/json';

const ODD: readonly unknown[] = [undefined, null, 0, '', 'x', true, [], ['a']];

describe('reading values', () => {
  it('isObject is true only for objects', () => {
    expect(ODD.filter(isObject)).toEqual([]);
    expect(isObject({})).toBe(true);
  });

  it.each(ODD)('reads %j as an empty object', (value) => {
    expect(asObject(value)).toEqual({});
  });

  it.each([undefined, null, 'abc', 7, { length: 1 }])('reads %j as an empty list', (value) => {
    expect(asArray(value)).toEqual([]);
  });

  it('returns values of the expected type unchanged', () => {
    const object = { a: 1 };
    const array = [1];
    expect([asObject(object), asArray(array), asString('')]).toEqual([object, array, '']);
    expect(asObject(object)).toBe(object);
    expect([asString(7), asString(null)]).toEqual([undefined, undefined]);
  });

  it('only null and undefined are absent', () => {
    expect([undefined, null, 0, '', false, NaN].filter(isAbsent)).toEqual([undefined, null]);
  });

  it('the empty default values cannot be changed', () => {
    expect(() => { (asObject(7) as any).a = 1; }).toThrow(TypeError);
    expect(() => { (asArray(7) as any).push(1); }).toThrow(TypeError);
  });

  const root = { a: [{ b: null, c: 0 }], text: 'xyz' };
  it.each<[(string | number)[], unknown]>([
    [[], root],
    [['a', 0, 'c'], 0],
    [['a', 0, 'b'], null],
    [['a', 0, 'b', 'c'], undefined],
    [['a', 1, 'c'], undefined],
    [['text', 0], undefined],
  ])('reads %j', (path, expected) => {
    expect(read(root, path)).toBe(expected);
  });
});

describe('cloning values', () => {
  it('the clone shares no object with the original, or within itself', () => {
    const shared = { x: [1] };
    const original = { one: shared, other: shared };
    const copy = clone(original);
    expect(copy).toEqual(original);
    expect(copy.one).not.toBe(copy.other);
    copy.one.x.push(2);
    expect([original.one.x, copy.other.x]).toEqual([[1], [1]]);
  });

  it('keeps the order of keys, nulls, and a key named __proto__', () => {
    const text = '{"b":null,"a":[[],{}],"__proto__":{"polluted":true}}';
    const copy = clone(JSON.parse(text));
    expect(JSON.stringify(copy)).toBe(text);
    expect(copy.polluted).toBeUndefined();
  });
});

describe('filling in fields', () => {
  it('creates a child if it is absent, keeps an existing one, and refuses other types', () => {
    const there = { x: 1 };
    const list = [1];
    const parent: any = { object: there, list, nothing: null, text: 'x' };
    expect(childObject(parent, 'object')).toBe(there);
    expect(childArray(parent, 'list')).toBe(list);
    expect(childObject(parent, 'list')).toBeUndefined();
    expect(childArray(parent, 'object')).toBeUndefined();
    expect(childObject(parent, 'text')).toBeUndefined();
    expect(childObject(parent, 'nothing')).toBe(parent.nothing);
    expect(childArray(parent, 'more')).toBe(parent.more);
    expect(parent).toEqual({ object: there, list, nothing: {}, text: 'x', more: [] });
  });

  it('sets only absent fields, and never sets null or undefined', () => {
    const target = { a: 0, b: null, c: false };
    fillIn(target, { a: 1, b: 2, c: true, d: 4, e: undefined, f: null });
    expect(target).toEqual({ a: 0, b: 2, c: false, d: 4 });
    expect(Object.keys(target)).toEqual(['a', 'b', 'c', 'd']);
    expect(() => fillIn(undefined, { a: 1 })).not.toThrow();
  });
});

test.each([
  ['text', 'text'], [7, '7'], [true, 'true'], [null, 'null'], [undefined, ''], [['a'], '["a"]'], [{ toString: null }, '{"toString":null}'],
])('textOf(%j) is %j', (value, expected) => expect(textOf(value)).toBe(expected));
