import { allInCode, remedyInCodeOf } from '../../../src/policy/controls/remedy-in-code';

const BOTH = { hardened: 'set `a`', plain: 'set `b`' };

test.each([
  ['a text', 'set `a`', ['set `a`', 'set `a`', undefined], 'set `a`.'],
  ['two texts', BOTH, ['set `a`', 'set `b`', undefined], 'set `a`. With a kind of cdk8s-plus: set `b`.'],
  ['a text for hardened kinds', { hardened: 'set `a`' }, ['set `a`', undefined, undefined], 'set `a`.'],
  ['twice the same text', { hardened: 'set `a`', plain: 'set `a`' }, ['set `a`', 'set `a`', undefined], 'set `a`.'],
  ['nothing', undefined, [undefined, undefined, undefined], undefined],
])('%s: each kind of code has its remedy, and documents have all of them', (_, remedy, each, all) => {
  expect((['hardened', 'plain', 'fields'] as const).map((kind) => remedyInCodeOf(remedy, kind))).toEqual(each);
  expect(allInCode(remedy)).toBe(all);
});
