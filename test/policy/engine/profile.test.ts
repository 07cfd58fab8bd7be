import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isDeclarationControl, isPodControl, LEVELS } from '../../../src/policy/controls/control';
import { limitedProfile, profileOf } from '../../../src/policy/engine/profile';

test.each(LEVELS)('%s has the ids of its controls, each once', (level) => {
  const { ids, podChecks, objectControls, dockerfileControls } = profileOf(level);
  const all = [...podChecks.map(({ control }) => control), ...objectControls, ...dockerfileControls].map(({ id }) => id);
  expect([...ids]).toEqual(all);
  expect(all.length).toBeGreaterThan(10);
});

test('an overridden control is in no profile', () => {
  const replaced = CATALOG.filter(isPodControl).flatMap(({ replaces }) => replaces ?? []);
  expect(replaced.length).toBeGreaterThan(0);
  replaced.forEach((id) => {
    expect(profileOf('pss-baseline').ids.has(id)).toBe(true);
    expect(profileOf('pss-restricted').ids.has(id)).toBe(false);
  });
});

test('is created once per level and version, and uses the newest version beyond it', () => {
  const newest = profileOf('hardened', LATEST_VERSION);
  expect(profileOf('hardened')).toBe(newest);
  expect(profileOf('hardened', LATEST_VERSION + 60)).toBe(newest);
  expect(profileOf('hardened', 20)).not.toBe(newest);
  expect(profileOf('pss-baseline')).not.toBe(newest);
  expect(newest).toMatchObject({ level: 'hardened', version: LATEST_VERSION });
});

test('a check has those of the controls that it replaces, and of those that replace it', () => {
  const counterpartsIn = (level: typeof LEVELS[number], id: string) =>
    profileOf(level).podChecks.find(({ control }) => control.id === id)!.counterparts.map(({ control }) => control.id);
  expect(counterpartsIn('pss-restricted', 'capabilities-restricted')).toEqual(['capabilities-baseline']);
  expect(counterpartsIn('pss-baseline', 'capabilities-baseline')).toEqual(['capabilities-restricted']);
  expect(counterpartsIn('hardened', 'privileged')).toEqual([]);
});

test('a limited profile has only the controls that are kept, and all that are in no profile', () => {
  const whole = profileOf('hardened');
  const kept = ['privileged', 'kube-system', 'dockerfile-sudo'];
  const { podChecks, objectControls, dockerfileControls, ...rest } = limitedProfile(whole, (id) => kept.includes(id));
  expect([...podChecks.map(({ control }) => control), ...objectControls, ...dockerfileControls].map(({ id }) => id)).toEqual(kept);
  expect([[...rest.ids], rest.level]).toEqual([kept, 'hardened']);
  expect(rest.declarationControls).toBe(whole.declarationControls);
  expect(whole.declarationControls.every(isDeclarationControl)).toBe(true);
});
