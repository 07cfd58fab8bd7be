import { CATALOGUE } from '../../src/controls/catalogue';
import { isPodControl, LEVELS } from '../../src/controls/control';
import { profileOf } from '../../src/engine/profile';
import { LATEST_VERSION } from '../../src/manifest/version';

test.each(LEVELS)('%s has the ids of its controls, each once', (level) => {
  const { ids, podChecks, objectControls, dockerfileControls } = profileOf(level);
  const all = [...podChecks.map(({ control }) => control), ...objectControls, ...dockerfileControls].map(({ id }) => id);
  expect([...ids]).toEqual(all);
  expect(all.length).toBeGreaterThan(10);
});

test('an overridden control is in no profile', () => {
  const replaced = CATALOGUE.filter(isPodControl).flatMap(({ overrides }) => overrides ?? []);
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
