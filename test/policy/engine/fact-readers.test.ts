import { allFactReaders, factReaders, isReadBy } from '../../../src/policy/engine/fact-readers';
import { Profile, profileOf } from '../../../src/policy/engine/profile';
import { FACT_NAMES } from '../../../src/policy/facts/facts';

const PROFILE = {
  podChecks: [{ control: { facts: ['claims'] } }, { control: {} }],
  objectControls: [
    { facts: ['claims', 'rbac'], kinds: ['/ConfigMap'] },
    { facts: ['rbac'], kinds: ['/Secret'] },
    { facts: ['serviceAccounts'] },
    { facts: ['serviceAccounts'], kinds: ['/Secret'] },
    { kinds: ['/Service'] },
  ],
} as unknown as Profile;

test('a fact matters to all kinds if a control on pods, or a control on every kind, reads it, and otherwise to the kinds of its controls', () => {
  expect([...factReaders(PROFILE)]).toEqual([['claims', 'all'], ['rbac', new Set(['/ConfigMap', '/Secret'])], ['serviceAccounts', 'all']]);
});

test.each<['claims' | 'rbac' | 'podPorts', string, boolean]>([
  ['claims', '/Service', true],
  ['rbac', '/Secret', true],
  ['rbac', '/Service', false],
  ['podPorts', '/Service', false],
])('the fact %s matters to objects of the kind %s: %p', (fact, kind, expected) => {
  expect(isReadBy(factReaders(PROFILE), fact, kind)).toBe(expected);
});

test('all controls are in the profile hardened, where some control reads each fact, and policies of a team read Namespaces', () => {
  expect(allFactReaders()).toEqual(new Map<string, unknown>([...factReaders(profileOf('hardened')), ['namespaces', 'all']]));
  expect([...allFactReaders().keys()].sort()).toEqual([...FACT_NAMES].sort());
});
