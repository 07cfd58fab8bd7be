import { allowKeyOf, itemName } from '../../../src/policy/engine/allow-key';

describe('the value that a waiver lists', () => {
  test.each([
    ['NET_RAW', 'NET_RAW'],
    [0, '0'],
    [['a', 1], '["a",1]'],
    [{ name: 'a' }, '{"name":"a"}'],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
    [{ name: 'db', key: 'password' }, '{"key":"password","name":"db"}'],
    [[{ b: [{ d: 1, c: 2 }], a: null }], '[{"a":null,"b":[{"c":2,"d":1}]}]'],
  ])('of %j is %j', (value, expected) => expect(allowKeyOf({ path: [], value }, undefined)).toBe(expected));

  test('is what the control says, if it says something', () => {
    expect(allowKeyOf({ path: [], value: 'x', allowKey: '/etc' }, undefined)).toBe('/etc');
  });

  test('begins with the item of a list', () => {
    expect(allowKeyOf({ path: [], value: 'NET_RAW' }, 'Pod shop/web')).toBe('Pod shop/web NET_RAW');
    expect(allowKeyOf({ path: [], value: true }, 'Pod shop/web')).toBe('Pod shop/web');
  });
});

describe('an item of a list', () => {
  test.each([
    [{ name: 'web', namespace: 'shop' }, 'Pod shop/web'],
    [{ name: 'web' }, 'Pod web'],
    [{ name: 'web', namespace: null }, 'Pod web'],
    [{ name: '' }, 'items/0'],
    [{ name: 7 }, 'items/0'],
    [undefined, 'items/0'],
  ])('with the metadata %j is called %j', (metadata, expected) => {
    expect(itemName({ apiVersion: 'v1', kind: 'Pod', ...metadata && { metadata } }, ['items', 0])).toBe(expected);
  });

  test('an object that is none has no such name', () => {
    expect(itemName({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } }, [])).toBeUndefined();
  });
});
