import { finding, objects, REASON, waiver } from './findings';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl } from '../../../src/policy/controls/control';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { HardeningProfile } from '../../../src/policy/settings/hardening-profile';
import { Waiver } from '../../../src/policy/settings/waiver';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { controlsBeyond, controlsOfWaiver, isBeyond, isKept, profileOfWaivers } from '../../../src/policy/waivers/coverage';
import { WaiverLedger } from '../../../src/policy/waivers/ledger';
import { WaiverTerms } from '../../../src/policy/waivers/terms';
import { parseWaiverFile } from '../../../src/policy/waivers/waiver-file';

// Waivers for a profile instead of controls.

const BASELINE: Waiver = { profile: HardeningProfile.PSS_BASELINE, reason: REASON, owner: 'team', expires: '2027-06-30' };
const RULES = { neverWaive: [], now: new Date('2026-11-24T12:00:00Z') };
const ON_PODS = CATALOG.filter(isPodControl);
const controlsOfLevel = (...levels: string[]) => ON_PODS.filter(({ level }) => levels.includes(level)).map(({ id }) => id);

test.each([
  ['pss-baseline', controlsOfLevel('pss-restricted', 'hardened')],
  ['pss-restricted', controlsOfLevel('hardened')],
  ['hardened', []],
])('beyond %s are the controls on pods of stricter profiles', (profile, expected) => {
  expect(controlsBeyond(profile)).toEqual(expected);
});

test('a profile names no control', () => expect(controlsOfWaiver(BASELINE)).toEqual([]));

test.each<[string, EvaluatedFinding, boolean]>([
  ['what a stricter profile finds', finding('run-as-non-root', { level: 'pss-restricted' }), true],
  ['what its own profile finds', finding('run-as-non-root', { level: 'pss-baseline' }), false],
  ['what no profile finds', finding('run-as-non-root'), false],
  ['what is not on pods', finding('default-namespace', { level: 'hardened' }), false],
])('covers %s', (_, found, expected) => {
  expect(isBeyond(BASELINE.profile!, found)).toBe(expected);
  expect(applyWaivers([found], [BASELINE])[0].waiver).toBe(expected ? BASELINE : undefined);
});

test('a waiver that names the control covers its finding before one for a profile does', () => {
  const named = waiver('run-as-non-root');
  const found = finding('run-as-non-root', { level: 'pss-restricted' });
  expect(applyWaivers([found], [BASELINE, named])[0].waiver).toBe(named);
});

test.each<[Waiver, readonly string[], boolean]>([
  [BASELINE, ['capabilities-restricted'], true],
  [BASELINE, ['capabilities-baseline', 'sysctls'], true],
  [BASELINE, ['sysctls'], false],
  [BASELINE, [], false],
  [waiver('capabilities-restricted'), ['capabilities-restricted'], false],
])('%j with neverWaive %j keeps the finding of a control: %p', (given, neverWaive, expected) => {
  expect(isKept(given, finding('capabilities-restricted'), neverWaive)).toBe(expected);
});

test('the profile of an object is the loosest that its waivers name', () => {
  const restricted = { ...BASELINE, profile: HardeningProfile.PSS_RESTRICTED };
  expect(profileOfWaivers([])).toBeUndefined();
  expect(profileOfWaivers([waiver('privileged')])).toBeUndefined();
  expect(profileOfWaivers([waiver('privileged'), restricted])).toBe('pss-restricted');
  expect(profileOfWaivers([restricted, BASELINE])).toBe('pss-baseline');
});

test.each<[string, readonly EvaluatedFinding[], string[], string[]]>([
  ['covers a finding', [finding('run-as-non-root', { level: 'pss-restricted', waiver: BASELINE }), finding('seccomp-profile-restricted', { level: 'pss-restricted' })],
    ['run-as-non-root'], []],
  ['leaves findings to another one', [finding('run-as-non-root', { level: 'pss-restricted', waiver: waiver('run-as-non-root') })], ['run-as-non-root'], ['covers nothing: remove the waiver']],
  ['finds nothing', [], ['run-as-non-root', 'privileged'], ['covers nothing: remove the waiver']],
  ['finds nothing where no stricter control is required', [], ['privileged'], []],
])('settles a waiver that %s', (_, findings, required, expected) => {
  const ledger = new WaiverLedger();
  ledger.offer(BASELINE, findings);
  const problems = ledger.settle(BASELINE, [RULES], objects((id) => required.includes(id))).map(({ control, detail, remedy }) => [control.id, `${detail}: ${remedy}`]);
  expect(problems).toEqual(expected.map((text) => ['waiver-unused', `waiver for the profile "pss-baseline" ${text}`]));
});

test('is used if it covers a finding on one of its objects', () => {
  const ledger = new WaiverLedger();
  ledger.offer(BASELINE, [finding('run-as-non-root', { level: 'pss-restricted', waiver: BASELINE })]);
  ledger.offer(BASELINE, []);
  expect(ledger.settle(BASELINE, [RULES], objects())).toEqual([]);
});

const NAMED = waiver('run-as-non-root');
const BEYOND = finding('run-as-non-root', { level: 'pss-restricted', waiver: NAMED });
test.each<[string, readonly EvaluatedFinding[], readonly string[]]>([
  ['has two problems if another waiver covers what it would cover', [BEYOND], ['waiver-expired', 'waiver-unused']],
  ['has two problems if that is one of several findings', [finding('privileged', { level: 'pss-baseline', waiver: NAMED }), BEYOND], ['waiver-expired', 'waiver-unused']],
  ['has one problem if other waivers cover only what its profile finds', [finding('privileged', { level: 'pss-baseline', waiver: NAMED })], ['waiver-unused']],
  ['has one problem if no waiver covers what it would cover', [finding('run-as-non-root', { level: 'pss-restricted' })], ['waiver-unused']],
  ['has one problem if there are no findings', [], ['waiver-unused']],
])('an expired waiver that covers nothing %s', (_, findings, expected) => {
  const expired = { ...BASELINE, expires: '2020-01-01' };
  const ledger = new WaiverLedger();
  ledger.offer(expired, findings);
  expect(ledger.settle(expired, [RULES], objects()).map(({ control }) => control.id)).toEqual(expected);
});

test('its terms cover what it covers', () => {
  expect(new WaiverTerms(BASELINE).covers(BEYOND)).toBe(true);
  expect(new WaiverTerms(BASELINE).covers(finding('privileged', { level: 'pss-baseline' }))).toBe(false);
});

test('a Dockerfile has no profile', () => {
  const entry = (kind: string) => ({ waivers: [{ ...BASELINE, target: { kind, name: 'web' } }] });
  expect(() => parseWaiverFile(entry('Dockerfile'))).toThrow('waivers[0]: a Dockerfile cannot have a waiver with `profile`, which applies to pods: list the controls in `controls`');
  expect(() => parseWaiverFile(entry('Deployment'))).not.toThrow();
});
