import { ObjectFacts, placeOf } from '../../src/engine/object-facts';

const object = (kind: string, name: string, more: object = {}, namespace?: string) => ({ apiVersion: 'v1', kind, metadata: { name, ...namespace && { namespace } }, ...more });
const claim = (name: string, mode: string, namespace?: string) => object('PersistentVolumeClaim', name, { spec: { accessModes: [mode] } }, namespace);
const POD = object('Pod', 'p');

function learned(...objects: readonly [object: any, unit: string][]): ObjectFacts {
  const facts = new ObjectFacts();
  objects.forEach(([each, unit]) => facts.learn(each, placeOf(each, unit)));
  return facts;
}

test('nothing is known of an object that nothing is said about', () => {
  const nothing = {
    accountsWithoutToken: undefined,
    boundAccounts: undefined,
    definedAccounts: { has: expect.any(Function) },
    networkPolicies: [],
    ownClaims: undefined,
    singleNodeClaims: undefined,
  };
  expect(learned([object('ConfigMap', 'c'), 'a']).around(POD, placeOf(POD, 'a'))).toEqual(nothing);
});

test.each<[string, any, string, readonly string[] | undefined]>([
  ['in the same unit, without a namespace', claim('c', 'ReadWriteOnce'), 'a', ['c']],
  ['in another unit', claim('c', 'ReadWriteOnce'), 'b', undefined],
  ['in a namespace that the pod does not name', claim('c', 'ReadWriteOnce', 'n'), 'a', undefined],
])('a claim is that of a pod where both are at the same place: %s', (_, each, unit, expected) => {
  const { ownClaims } = learned([each, unit]).around(POD, placeOf(POD, 'a'));
  expect(ownClaims && [...ownClaims]).toEqual(expected);
});

test('a namespace counts more than the unit', () => {
  const pod = object('Pod', 'p', {}, 'n');
  const { ownClaims } = learned([claim('c', 'ReadWriteOnce', 'n'), 'a']).around(pod, placeOf(pod, 'b'));
  expect([...ownClaims!]).toEqual(['c']);
});

describe.each([[false], [true]])('of two objects with one name at one place', (isReversed) => {
  const both = (one: any, other: any) => {
    const facts = learned(...(isReversed ? [other, one] : [one, other]).map((each): [any, string] => [each, 'a']));
    return facts.around(POD, placeOf(POD, 'a'));
  };

  test('a claim is for one node only if both are', () => {
    expect([...both(claim('c', 'ReadWriteOnce'), claim('c', 'ReadWriteMany')).singleNodeClaims ?? []]).toEqual([]);
    expect([...both(claim('c', 'ReadWriteOnce'), claim('c', 'ReadWriteOncePod')).singleNodeClaims!]).toEqual(['c']);
  });

  test('an account mounts no token only if neither does', () => {
    const account = (automountServiceAccountToken?: boolean) => object('ServiceAccount', 's', { automountServiceAccountToken });
    expect([...both(account(false), account()).accountsWithoutToken ?? []]).toEqual([]);
    expect([...both(account(false), account(false)).accountsWithoutToken!]).toEqual(['s']);
  });
});
