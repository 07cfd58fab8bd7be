import { finding, waiver } from './findings';
import { Finding } from '../../src/engine/evaluate';
import { applyWaivers } from '../../src/waivers/apply';
import { ruleProblems, unusedProblems, waiverFor, WaiverRules } from '../../src/waivers/problems';
import { Waiver } from '../../src/settings/waiver';

const NOW = new Date('2026-11-24T12:00:00Z');

test.each<[string, Waiver, Partial<WaiverRules>, string[]]>([
  ['no rule', waiver('privileged'), {}, []],
  ['a day to come', waiver('privileged', { expires: '2026-11-24' }), {}, []],
  ['a day that has passed', waiver('privileged', { expires: '2026-11-23' }), {}, ['it expired at the end of 2026-11-23 (UTC): mend what it covers, or decide anew']],
  ['a control that may be waived', waiver('privileged'), { neverWaive: ['host-ports'] }, []],
  ['a control that may not', waiver('privileged'), { neverWaive: ['privileged'] }, ['this control cannot be waived here: mend what it finds']],
  ['one in whose place a stricter one stands', waiver('capabilities-restricted'), { neverWaive: ['capabilities-baseline'] },
    ['this control cannot be waived here: mend what it finds']],
  ['one in whose place no other stands', waiver('sysctls'), { neverWaive: ['capabilities-baseline'] }, []],
  ['one that stands in the place of another', waiver('capabilities-baseline'), { neverWaive: ['capabilities-restricted'] }, []],
  ['no date where there must be one', waiver('privileged'), { maxWaiverDays: 10 }, ['it must expire within 10 days: give `expires`']],
  ['the last day', waiver('privileged', { expires: '2026-12-03' }), { maxWaiverDays: 10 }, []],
  ['a day too late', waiver('privileged', { expires: '2026-12-04' }), { maxWaiverDays: 10 }, ['it must expire within 10 days: 2026-12-04 is later']],
  ['a day too early', waiver('privileged', { expires: '2020-01-01' }), { maxWaiverDays: 10 },
    ['it expired at the end of 2020-01-01 (UTC): mend what it covers, or decide anew']],
  ['all at once', waiver('privileged', { expires: '2020-01-01' }), { neverWaive: ['privileged'] },
    ['this control cannot be waived here: mend what it finds', 'it expired at the end of 2020-01-01 (UTC): mend what it covers, or decide anew']],
])('rules: %s', (_, given, rules, expected) => {
  expect(ruleProblems(given, { neverWaive: [], now: NOW, ...rules })).toEqual(expected.map((problem) => `waiver of "${given.control}": ${problem}`));
});

test.each<[string, Partial<Waiver>, Partial<Finding>[], string[]]>([
  ['what is needed', {}, [{}], []],
  ['nothing', {}, [], ['it covers nothing: remove it']],
  ['all that it names', { containers: ['a', 'b'], allow: ['x', 'y'] }, [{ container: 'a', allowKey: 'x' }, { container: 'b', allowKey: 'y' }], []],
  ['not all values', { allow: ['x', 'y'] }, [{ allowKey: 'x' }], ['it names the value "y", where there is nothing to waive: remove that']],
  ['not all containers', { containers: ['a', 'b', 'c'] }, [{ container: 'a' }],
    ['it names the container "b", where there is nothing to waive: remove that', 'it names the container "c", where there is nothing to waive: remove that']],
  ['a container that has no need of it', { containers: ['a'] }, [{}], ['it names the container "a", where there is nothing to waive: remove that']],
  ['another value', { allow: ['x'] }, [{ allowKey: 'y' }],
    ['it covers nothing as it stands; what was found would need { control: \'host-ports\', allow: ["y"], reason: \'…\' }: remove it']],
  ['other containers', {}, [{ container: 'a' }, { container: 'b' }], ['it covers nothing as it stands; what was found would need '
    + '{ control: \'host-ports\', containers: [\'a\'], reason: \'…\' } and { control: \'host-ports\', containers: [\'b\'], reason: \'…\' }: remove it']],
])('unused: it covers %s', (_, fields, findings, expected) => {
  const given = waiver('host-ports', fields);
  const judged = applyWaivers([finding('privileged'), ...findings.map((one) => finding('host-ports', one))], [given]);
  expect(unusedProblems(given, judged)).toEqual(expected.map((problem) => `waiver of "host-ports": ${problem}`));
});

test('unused: what another waiver covers counts for that one', () => {
  const [first, second] = [waiver('host-ports', { allow: ['1'] }), waiver('host-ports', { allow: ['1'] })];
  const judged = applyWaivers([finding('host-ports', { allowKey: '1' })], [first, second]);
  expect(unusedProblems(first, judged)).toEqual([]);
  expect(unusedProblems(second, judged)).toHaveLength(1);
});

test.each<[Partial<Finding>, string]>([
  [{}, '{ control: \'host-ports\', reason: \'…\' }'],
  [{ container: 'main' }, '{ control: \'host-ports\', containers: [\'main\'], reason: \'…\' }'],
  [{ container: 'main', allowKey: '/a "b"\n' }, '{ control: \'host-ports\', containers: [\'main\'], allow: ["/a \\"b\\"\\n"], reason: \'…\' }'],
])('the waiver for %j', (fields, expected) => expect(waiverFor(finding('host-ports', fields))).toBe(expected));
