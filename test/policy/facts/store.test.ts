import { podsOf } from '../../../src/formats/manifest/workload';
import { FACT_NAMES, FACTS } from '../../../src/policy/facts/facts';
import { placeOf } from '../../../src/policy/facts/place';
import { FactStore } from '../../../src/policy/facts/store';

const object = (kind: string, name: string, more: object = {}, namespace?: string) => ({ apiVersion: 'v1', kind, metadata: { name, ...namespace && { namespace } }, ...more });
const claim = (name: string, mode: string, namespace?: string) => object('PersistentVolumeClaim', name, { spec: { accessModes: [mode] } }, namespace);
const POD = object('Pod', 'p');

function learned(...objects: readonly [object: any, unit: string][]): FactStore {
  const facts = new FactStore();
  objects.forEach(([each, unit]) => facts.add(each, placeOf(each, unit)));
  return facts;
}

test('objects that have no facts say nothing', () => {
  const { claims, networkPolicies, podPorts, rbac, serviceAccounts } = learned([object('ConfigMap', 'c'), 'a']).at('unit a');
  expect([claims!.isCreated('c'), networkPolicies!.isolates(podsOf(POD)[0]), podPorts!({ app: 'web' }), rbac!.boundAccounts.has('c'), serviceAccounts!.canExist('c')])
    .toEqual([false, false, undefined, false, false]);
});

test('a fact that is not collected is unknown', () => {
  const store = new FactStore(['claims']);
  store.add(object('ServiceAccount', 's'), 'unit a');
  expect(store.at('unit a')).toEqual({ claims: { isCreated: expect.any(Function), isForOneNode: expect.any(Function) } });
});

test('an object of a fact that is not collected is left alone', () => {
  const store = new FactStore(['claims']);
  expect(() => store.add(object('ServiceAccount', 's'), 'unit a', ['claims', 'serviceAccounts'])).not.toThrow();
});

test('a unit that is called like a namespace is another place', () => {
  expect(placeOf(POD, 'namespace a')).not.toBe(placeOf(object('Pod', 'p', {}, 'a'), 'b'));
});

test('only the ports of pods are in workloads', () => {
  expect(FACT_NAMES.filter((name) => FACTS[name].isInWorkloads)).toEqual(['podPorts']);
});

describe('the ports of the pods that a Service selects', () => {
  const podWith = (labels: object, ...ports: readonly object[]): any => ({ ...POD, metadata: { name: 'p', labels }, spec: { containers: [{ name: 'c', ports }] } });
  const selected = (selector: any, ...pods: any[]) => learned(...pods.map((each): [any, string] => [each, 'a'])).at('unit a').podPorts!(selector);
  const HTTP = { name: 'http', containerPort: 8080 };

  test('have names and numbers, if their containers state them', () => {
    expect(selected({ app: 'web' }, podWith({ app: 'web' }, HTTP, { containerPort: 9090 }, { name: 7 }))).toMatchObject([
      { names: new Set(['http']), numbers: new Set([8080, 9090]) },
    ]);
  });

  test('are of the pods that have all labels', () => {
    const pods = [podWith({ app: 'web', tier: 'a' }, HTTP), podWith({ app: 'web', tier: 'b' }), podWith({ app: 'db', tier: 'a' })];
    expect(selected({ app: 'web', tier: 'a' }, ...pods)).toMatchObject([{ names: new Set(['http']) }]);
    expect(selected({ app: 'db', tier: 'b' }, ...pods)).toBeUndefined();
  });

  test('are unknown for a label of too many pods, if no other label selects fewer', () => {
    const many = Array.from({ length: 501 }, () => podWith({ app: 'web' }));
    const both = podWith({ app: 'web', tier: 'a' }, HTTP);
    expect(selected({ app: 'web' }, ...many)).toBeUndefined();
    expect(selected({ app: 'web', tier: 'a' }, ...many, both)).toHaveLength(1);
    expect(selected({ tier: 'a', app: 'web' }, ...many, both)).toHaveLength(1);
  });
});

test.each<[boolean | undefined, boolean, boolean]>([[false, true, false], [true, false, true], [undefined, false, true]])(
  'an account with automountServiceAccountToken: %j mounts no token: %p, and mounts one: %p', (automountServiceAccountToken, mountsNone, mounts) => {
    const { serviceAccounts } = learned([object('ServiceAccount', 's', { automountServiceAccountToken }), 'a']).at('unit a');
    expect([serviceAccounts!.mountsNoToken('s'), serviceAccounts!.mountsToken('s')]).toEqual([mountsNone, mounts]);
    expect([serviceAccounts!.mountsNoToken('other'), serviceAccounts!.mountsToken('other')]).toEqual([false, false]);
  });

test('the subjects of bindings have the rules of their roles', () => {
  const rights = (kind: string, fields: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'r', namespace: 'n' }, ...fields });
  const role = rights('Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] });
  const binding = rights('RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' }, subjects: [{ kind: 'ServiceAccount', name: 's', namespace: 'n' }],
  });
  const { subjects } = learned([role, 'a'], [binding, 'a']).at('namespace n').rbac!;
  expect(subjects).toMatchObject([{ subject: { name: 's' }, rules: [{ rule: { resources: ['pods'] } }] }]);
});

test('objects that come after a question count', () => {
  const store = new FactStore();
  const { claims, serviceAccounts } = store.at('unit a');
  store.add(claim('c', 'ReadWriteOnce'), 'unit a');
  store.add(object('ServiceAccount', 's'), 'unit a');
  expect([claims!.isCreated('c'), serviceAccounts!.canExist('s')]).toEqual([true, true]);
});

test.each<[string, any, string, boolean]>([
  ['in the same unit, without a namespace', claim('c', 'ReadWriteOnce'), 'a', true],
  ['in another unit', claim('c', 'ReadWriteOnce'), 'b', false],
  ['in a namespace that the pod does not name', claim('c', 'ReadWriteOnce', 'n'), 'a', false],
])('a claim is that of a pod where both are at the same place: %s', (_, each, unit, expected) => {
  expect(learned([each, unit]).at(placeOf(POD, 'a')).claims!.isCreated('c')).toBe(expected);
});

test('a namespace counts more than the unit', () => {
  const pod = object('Pod', 'p', {}, 'n');
  expect(learned([claim('c', 'ReadWriteOnce', 'n'), 'a']).at(placeOf(pod, 'b')).claims!.isCreated('c')).toBe(true);
});

describe.each([[false], [true]])('of two objects with one name at one place', (isReversed) => {
  const both = (one: any, other: any) => {
    const facts = learned(...(isReversed ? [other, one] : [one, other]).map((each): [any, string] => [each, 'a']));
    return facts.at(placeOf(POD, 'a'));
  };

  test('a claim is for one node only if both are', () => {
    expect(both(claim('c', 'ReadWriteOnce'), claim('c', 'ReadWriteMany')).claims!.isForOneNode('c')).toBe(false);
    expect(both(claim('c', 'ReadWriteOnce'), claim('c', 'ReadWriteOncePod')).claims!.isForOneNode('c')).toBe(true);
  });

  test('an account mounts no token only if neither does', () => {
    const account = (automountServiceAccountToken?: boolean) => object('ServiceAccount', 's', { automountServiceAccountToken });
    expect(both(account(false), account()).serviceAccounts!.mountsNoToken('s')).toBe(false);
    expect(both(account(false), account(false)).serviceAccounts!.mountsNoToken('s')).toBe(true);
  });
});

test.each(['ServiceAccount', 'PersistentVolumeClaim'])('a %s without a name is that of no pod', (kind) => {
  const unnamed = { apiVersion: 'v1', kind, metadata: {}, automountServiceAccountToken: false, spec: { accessModes: ['ReadWriteOnce'] } };
  const { serviceAccounts, claims } = learned([unnamed, 'a']).at(placeOf(POD, 'a'));
  expect([serviceAccounts!.mountsNoToken(''), claims!.isCreated(''), claims!.isForOneNode('')]).toEqual([false, false, false]);
});

test.each([
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', true], ['rbac.authorization.k8s.io/v1beta1', 'ClusterRoleBinding', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', false], ['example.com/v1', 'RoleBinding', false],
])('%s %s binds accounts: %s', (apiVersion, kind, expected) => {
  const subjects = [{ kind: 'ServiceAccount', name: 's', namespace: 'n' }];
  const facts = learned([{ apiVersion, kind, metadata: { name: 'b', namespace: 'n' }, subjects }, 'a']);
  const pod = object('Pod', 'p', {}, 'n');
  expect(facts.at(placeOf(pod, 'a')).rbac!.boundAccounts.has('s')).toBe(expected);
});

describe('network policies', () => {
  const policy = (apiVersion: string, kind: string, spec: object = {}) => ({ apiVersion, kind, metadata: { name: 'p' }, spec });
  const own = (app: string) => policy('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: { matchLabels: { app } } });
  const [WEB, API] = ['web', 'api'].map((app) => podsOf({ ...POD, metadata: { name: app, labels: { app } } })[0]);
  const isolated = (facts: FactStore, unit: string) => {
    const { isolates } = facts.at(placeOf(POD, unit)).networkPolicies!;
    return [WEB, API].filter(isolates);
  };

  test('count at their place', () => {
    const facts = learned([own('web'), 'a'], [own('api'), 'b']);
    expect(['a', 'b', 'c'].map((unit) => isolated(facts, unit))).toEqual([[WEB], [API], []]);
  });

  test('of one name at one place the last counts, also after a question', () => {
    const facts = learned([own('web'), 'a']);
    expect(isolated(facts, 'a')).toEqual([WEB]);
    facts.add(own('api'), placeOf(POD, 'a'));
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

  test('of a network plugin are not named as the ones that allow everything', () => {
    expect(learned([policy('cilium.io/v2', 'CiliumNetworkPolicy'), 'a']).at('unit a').networkPolicies!.allowing!(WEB)).toEqual([]);
  });

  test('of no known plugin do not count', () => {
    expect(isolated(learned([policy('example.com/v1', 'NetworkPolicy'), 'a']), 'a')).toEqual([]);
  });
});

describe('a service account is defined', () => {
  const account = (namespace?: string) => object('ServiceAccount', 'api', {}, namespace);
  const isDefined = (facts: FactStore, namespace: string | undefined, unit: string) => {
    const pod = object('Pod', 'p', {}, namespace);
    return facts.at(placeOf(pod, unit)).serviceAccounts!.canExist('api');
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
