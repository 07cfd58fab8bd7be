import { finding, waiver } from './findings';
import { EvaluatedFinding } from '../../src/engine/finding';
import { Waiver } from '../../src/settings/waiver';
import { applyWaivers } from '../../src/waivers/apply';
import { WaiverLedger } from '../../src/waivers/ledger';
import { ruleProblems, WaiverRules } from '../../src/waivers/rules';
import { suggestWaiver, waiverText } from '../../src/waivers/suggest';

const NOW = new Date('2026-11-24T12:00:00Z');

function unused(given: Waiver, findings: readonly EvaluatedFinding[]): string[] {
  const ledger = new WaiverLedger();
  ledger.offer(given, findings);
  return ledger.settle(given, { neverWaive: [], now: NOW }, true).map(({ detail, remedy }) => `${detail}: ${remedy}`);
}

test.each<[string, Waiver, Partial<WaiverRules>, string[]]>([
  ['no rule', waiver('privileged'), {}, []],
  ['a future day', waiver('privileged', { expires: '2026-11-24' }), {}, []],
  ['a past day', waiver('privileged', { expires: '2026-11-23' }), {}, ['expired at the end of 2026-11-23 (UTC)']],
  ['a control that may be waived', waiver('privileged'), { neverWaive: ['host-ports'] }, []],
  ['a control that must not be waived', waiver('privileged'), { neverWaive: ['privileged'] }, ['is not allowed: neverWaive lists the control']],
  ['a control that a forbidden one overrides', waiver('capabilities-restricted'), { neverWaive: ['capabilities-baseline'] },
    ['is not allowed: neverWaive lists the control']],
  ['a control that no forbidden one overrides', waiver('sysctls'), { neverWaive: ['capabilities-baseline'] }, []],
  ['a control that overrides a forbidden one', waiver('capabilities-baseline'), { neverWaive: ['capabilities-restricted'] }, []],
  ['a missing expiry date', waiver('privileged'), { maxWaiverDays: 10 }, ['has no `expires`: maxWaiverDays is 10']],
  ['the last allowed day', waiver('privileged', { expires: '2026-12-03' }), { maxWaiverDays: 10 }, []],
  ['a day after the last allowed one', waiver('privileged', { expires: '2026-12-04' }), { maxWaiverDays: 10 }, ['expires on 2026-12-04, in more than 10 days: maxWaiverDays is 10']],
  ['a past day, with a limit', waiver('privileged', { expires: '2020-01-01' }), { maxWaiverDays: 10 },
    ['expired at the end of 2020-01-01 (UTC)']],
  ['several rules', waiver('privileged', { expires: '2020-01-01' }), { neverWaive: ['privileged'] },
    ['is not allowed: neverWaive lists the control', 'expired at the end of 2020-01-01 (UTC)']],
])('checks the rules for %s', (_, given, rules, expected) => {
  expect(ruleProblems(given, { neverWaive: [], now: NOW, ...rules }).map(({ detail }) => detail))
    .toEqual(expected.map((problem) => `waiver of "${given.control}" ${problem}`));
});

test.each<[string, Partial<Waiver>, Partial<EvaluatedFinding>[], string[]]>([
  ['exactly the finding', {}, [{}], []],
  ['nothing', {}, [], ['covers nothing: remove the waiver']],
  ['several containers and values, all needed', { containers: ['a', 'b'], allow: ['x', 'y'] }, [{ container: 'a', allowKey: 'x' }, { container: 'b', allowKey: 'y' }], []],
  ['values, one of which is needed', { allow: ['x', 'y'] }, [{ allowKey: 'x' }], ['names the value "y", which needs no waiver: remove the value "y" from the waiver']],
  ['containers, one of which is needed', { containers: ['a', 'b', 'c'] }, [{ container: 'a' }],
    ['names the container "b", which needs no waiver: remove the container "b" from the waiver', 'names the container "c", which needs no waiver: remove the container "c" from the waiver']],
  ['a container without findings', { containers: ['a'] }, [{}], ['names the container "a", which needs no waiver: remove the container "a" from the waiver']],
  ['another value', { allow: ['x'] }, [{ allowKey: 'y' }],
    ['covers nothing: a container or a value does not match: use { control: \'host-ports\', allow: ["y"], reason: \'…\' }']],
  ['no containers, for findings in containers', {}, [{ container: 'a' }, { container: 'b' }], ['covers nothing: a container or a value does not match: use '
    + '{ control: \'host-ports\', containers: [\'a\'], reason: \'…\' } and { control: \'host-ports\', containers: [\'b\'], reason: \'…\' }']],
])('reports the unused part of a waiver of %s', (_, fields, findings, expected) => {
  const given = waiver('host-ports', fields);
  const applied = applyWaivers([finding('privileged'), ...findings.map((one) => finding('host-ports', one))], [given]);
  expect(unused(given, applied)).toEqual(expected.map((problem) => `waiver of "host-ports" ${problem}`));
});

test('a finding counts as use only for the waiver that covers it', () => {
  const [first, second] = [waiver('host-ports', { allow: ['1'] }), waiver('host-ports', { allow: ['1'] })];
  const applied = applyWaivers([finding('host-ports', { allowKey: '1' })], [first, second]);
  expect(unused(first, applied)).toEqual([]);
  expect(unused(second, applied)).toHaveLength(1);
});

test.each<[Partial<EvaluatedFinding>, string]>([
  [{}, '{ control: \'host-ports\', reason: \'…\' }'],
  [{ container: 'main' }, '{ control: \'host-ports\', containers: [\'main\'], reason: \'…\' }'],
  [{ container: 'main', allowKey: '/a "b"\n' }, '{ control: \'host-ports\', containers: [\'main\'], allow: ["/a \\"b\\"\\n"], reason: \'…\' }'],
])('suggests a waiver for %j', (fields, expected) => expect(waiverText(suggestWaiver(finding('host-ports', fields))!)).toBe(expected));
