import { thirdPartyContext } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl, LEVELS } from '../../../src/policy/controls/control';
import { ALL_FIXES, mayChange, stepsOf } from '../../../src/policy/engine/fixes';
import { hardenBy } from '../../../src/policy/engine/harden';

const idsOf = (steps: ReturnType<typeof stepsOf>) => steps.map(({ control }) => control.id);
const FIXING = CATALOG.filter(isPodControl).filter(({ fix }) => fix);
const OVERRIDING = CATALOG.filter(isPodControl).filter(({ overrideUnsafe }) => overrideUnsafe);

test('hardened workloads have the fix of every control that has one', () => {
  expect(idsOf(ALL_FIXES).sort()).toEqual(FIXING.map(({ id }) => id).sort());
  expect(ALL_FIXES.every(({ control, run }) => run === control.fix)).toBe(true);
});

test('the profile hardened fills in all that a control has; one below fills in what is missing', () => {
  expect(stepsOf({ level: 'hardened' }).map(({ run }) => run)).toEqual(ALL_FIXES.map(({ run }) => run));
  const asTheyAre = stepsOf({ level: 'pss-restricted' }).filter(({ control, run }) => run === control.fix).map(({ control }) => control);
  expect(asTheyAre).toEqual(ALL_FIXES.map(({ control }) => control).filter(({ isRequested }) => isRequested === true));
});

test('the steps of a profile are made once', () => {
  expect(stepsOf({ level: 'pss-baseline' })).toBe(stepsOf({ level: 'pss-baseline' }));
  expect(stepsOf({ level: 'pss-baseline', keep: ['privileged'] })).not.toBe(stepsOf({ level: 'pss-baseline' }));
});

test.each(LEVELS)('unsafe values are replaced first, and only those that %s finds', (level) => {
  const steps = stepsOf({ level, overridesUnsafe: true });
  const overrides = steps.filter(({ isOverride }) => isOverride);
  expect(steps.slice(0, overrides.length)).toEqual(overrides);
  const expected = OVERRIDING.filter((control) => LEVELS.indexOf(control.level) <= LEVELS.indexOf(level));
  expect(idsOf(overrides).sort()).toEqual(expected.map(({ id }) => id).sort());
  expect(overrides.every(({ control, run }) => run === control.overrideUnsafe)).toBe(true);
});

test('a control that is not named, or is excluded, changes nothing', () => {
  const [one, other] = FIXING;
  expect(idsOf(stepsOf({ level: 'hardened', only: [one.id] }))).toEqual([one.id]);
  expect(idsOf(stepsOf({ level: 'hardened', keep: [one.id] }))).toEqual(idsOf(ALL_FIXES).filter((id) => id !== one.id));
  expect([mayChange({}, one), mayChange({ only: [one.id] }, other)]).toEqual([true, false]);
  expect(mayChange({ only: [one.id], keep: [one.id] }, one)).toBe(false);
});

test.each([
  [undefined, ['ALL']],
  [[], ['ALL']],
  [['all'], ['all', 'ALL']],
  [['NET_RAW'], ['NET_RAW']],
])('the list %j of an author becomes %j below hardened: only what is not decided is filled in', (drop, expected) => {
  const container = { name: 'main', image: 'web', securityContext: { capabilities: drop === undefined ? {} : { drop: [...drop] } } };
  const fixSteps = { context: thirdPartyContext('kubernetes'), steps: stepsOf({ level: 'pss-restricted', only: ['capabilities-restricted'] }) };
  const { manifest }: any = hardenBy({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [container] } }, () => fixSteps);
  expect(manifest.spec.containers[0].securityContext.capabilities.drop).toEqual(expected);
});
