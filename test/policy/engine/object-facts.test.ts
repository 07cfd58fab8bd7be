import { podsOf } from '../../../src/formats/manifest/workload';
import { ObjectFacts, placeOf } from '../../../src/policy/engine/object-facts';

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
    grantsOf: expect.any(Function),
    networkPolicies: { isolates: expect.any(Function) },
    ownClaims: undefined,
    podPorts: expect.any(Function),
    rulesOf: expect.any(Function),
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

test.each(['ServiceAccount', 'PersistentVolumeClaim'])('a %s without a name is that of no pod', (kind) => {
  const unnamed = { apiVersion: 'v1', kind, metadata: {}, automountServiceAccountToken: false, spec: { accessModes: ['ReadWriteOnce'] } };
  const { accountsWithoutToken, ownClaims, singleNodeClaims } = learned([unnamed, 'a']).around(POD, placeOf(POD, 'a'));
  expect([accountsWithoutToken, ownClaims, singleNodeClaims]).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', true], ['rbac.authorization.k8s.io/v1beta1', 'ClusterRoleBinding', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', false], ['example.com/v1', 'RoleBinding', false],
])('%s %s binds accounts: %s', (apiVersion, kind, expected) => {
  const subjects = [{ kind: 'ServiceAccount', name: 's', namespace: 'n' }];
  const facts = learned([{ apiVersion, kind, metadata: { name: 'b', namespace: 'n' }, subjects }, 'a']);
  const pod = object('Pod', 'p', {}, 'n');
  expect(facts.around(pod, placeOf(pod, 'a')).boundAccounts?.has('s') === true).toBe(expected);
});

describe('network policies', () => {
  const policy = (apiVersion: string, kind: string, spec: object = {}) => ({ apiVersion, kind, metadata: { name: 'p' }, spec });
  const own = (app: string) => policy('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: { matchLabels: { app } } });
  const [WEB, API] = ['web', 'api'].map((app) => podsOf({ ...POD, metadata: { name: app, labels: { app } } })[0]);
  const isolated = (facts: ObjectFacts, unit: string) => {
    const { isolates } = facts.around(POD, placeOf(POD, unit)).networkPolicies!;
    return [WEB, API].filter(isolates);
  };

  test('count at their place', () => {
    const facts = learned([own('web'), 'a'], [own('api'), 'b']);
    expect(['a', 'b', 'c'].map((unit) => isolated(facts, unit))).toEqual([[WEB], [API], []]);
  });

  test('of one name at one place the last counts, also after a question', () => {
    const facts = learned([own('web'), 'a']);
    expect(isolated(facts, 'a')).toEqual([WEB]);
    facts.learn(own('api'), placeOf(POD, 'a'));
    expect(isolated(facts, 'a')).toEqual([API]);
  });

  test('without a name replace nothing', () => {
    const generated = (app: string): any => ({ ...own(app), metadata: { generateName: 'p-' } });
    expect(isolated(learned([generated('web'), 'a'], [generated('api'), 'a']), 'a')).toEqual([WEB, API]);
  });

  test.each([
    ['cilium.io/v2', 'CiliumNetworkPolicy'], ['crd.projectcalico.org/v1', 'NetworkPolicy'], ['projectcalico.org/v3', 'NetworkPolicy'],
  ])('of a network plugin select all pods of their namespace: %s %s', (apiVersion, kind) => {
    const facts = learned([policy(apiVersion, kind), 'a']);
    expect([isolated(facts, 'a'), isolated(facts, 'b')]).toEqual([[WEB, API], []]);
  });

  test.each([
    ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'], ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'], ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
  ])('of the whole cluster select all pods: %s %s', (apiVersion, kind) => {
    const facts = learned([policy(apiVersion, kind), 'a']);
    expect([isolated(facts, 'a'), isolated(facts, 'b')]).toEqual([[WEB, API], [WEB, API]]);
  });

  test('of no known plugin do not count', () => {
    expect(isolated(learned([policy('example.com/v1', 'NetworkPolicy'), 'a']), 'a')).toEqual([]);
  });
});

describe('a service account is defined', () => {
  const account = (namespace?: string) => object('ServiceAccount', 'api', {}, namespace);
  const isDefined = (facts: ObjectFacts, namespace: string | undefined, unit: string) => {
    const pod = object('Pod', 'p', {}, namespace);
    return facts.aroundForEvaluation(pod, placeOf(pod, unit)).definedAccounts!.has('api');
  };

  test('in its namespace, and in no other one', () => {
    const facts = learned([account('shop'), 'a']);
    expect([isDefined(facts, 'shop', 'b'), isDefined(facts, 'other', 'a')]).toEqual([true, false]);
    expect(isDefined(learned([account('x'), 'a'], [account('shop'), 'a']), 'shop', 'a')).toBe(true);
  });

  test('perhaps, where one of the two names no namespace', () => {
    expect(isDefined(learned([account('shop'), 'a']), undefined, 'b')).toBe(true);
    expect(isDefined(learned([account(), 'a']), 'shop', 'b')).toBe(true);
    expect(isDefined(learned([account(), 'a']), undefined, 'b')).toBe(true);
  });

  test('never, if there is none with its name', () => {
    expect(isDefined(learned([object('ServiceAccount', 'web'), 'a']), undefined, 'a')).toBe(false);
  });
});
