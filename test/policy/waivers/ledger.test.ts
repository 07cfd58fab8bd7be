import { finding, objects, waiver } from './findings';
import { refOf, refText } from '../../../src/formats/manifest/object-ref';
import { ContainerNames } from '../../../src/formats/manifest/workload';
import { waiverExpired } from '../../../src/policy/controls/waivers/waiver-expired';
import { waiverForbidden } from '../../../src/policy/controls/waivers/waiver-forbidden';
import { waiverUnused } from '../../../src/policy/controls/waivers/waiver-unused';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { Waiver } from '../../../src/policy/settings/waiver';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { WaiverLedger } from '../../../src/policy/waivers/ledger';
import { naming, problemFinding, ruleProblems, waiverProblem, WaiverRules } from '../../../src/policy/waivers/rules';
import { suggestWaiver, waiverText } from '../../../src/policy/waivers/suggest';

const NOW = new Date('2026-11-24T12:00:00Z');

function unused(given: Waiver, findings: readonly EvaluatedFinding[]): string[] {
  const ledger = new WaiverLedger();
  ledger.offer(given, findings);
  return ledger.settle(given, [{ neverWaive: [], now: NOW }], objects(() => true)).map(({ detail, remedy }) => `${detail}: ${remedy}`);
}

test.each<[string, Waiver, Partial<WaiverRules>, string[]]>([
  ['no rule', waiver('privileged'), {}, []],
  ['a future day', waiver('privileged', { expires: '2026-11-24' }), {}, []],
  ['a past day', waiver('privileged', { expires: '2026-11-23' }), {}, ['expired at the end of 2026-11-23 (UTC)']],
  ['a control that may be waived', waiver('privileged'), { neverWaive: ['host-ports'] }, []],
  ['a control that must not be waived', waiver('privileged'), { neverWaive: ['privileged'] }, ['is not allowed: neverWaive lists the control']],
  ['a control that replaces a forbidden one', waiver('capabilities-restricted'), { neverWaive: ['capabilities-baseline'] },
    ['is not allowed: neverWaive lists "capabilities-baseline"']],
  ['a control that replaces no forbidden one', waiver('sysctls'), { neverWaive: ['capabilities-baseline'] }, []],
  ['a control that a forbidden one replaces', waiver('capabilities-baseline'), { neverWaive: ['capabilities-restricted'] },
    ['is not allowed: neverWaive lists "capabilities-restricted"']],
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
  ['no finding', {}, [], ['covers nothing: remove the waiver']],
  ['several containers and values, all needed', { containers: ['a', 'b'], allow: ['x', 'y'] }, [{ container: 'a', allowKey: 'x' }, { container: 'b', allowKey: 'y' }], []],
  ['values, one of which is needed', { allow: ['x', 'y'] }, [{ allowKey: 'x' }], ['names the value "y", which needs no waiver: remove the value "y" from the waiver']],
  ['containers, one of which is needed', { containers: ['a', 'b', 'c'] }, [{ container: 'a' }],
    ['names the container "b", which needs no waiver: remove the container "b" from the waiver', 'names the container "c", which needs no waiver: remove the container "c" from the waiver']],
  ['a container, for a finding of the pod', { containers: ['a'] }, [{}],
    ['covers nothing: no finding matches it: use { control: \'host-ports\', reason: \'\' }']],
  ['another value', { allow: ['x'] }, [{ allowKey: 'y' }],
    ['covers nothing: no finding matches it: use { control: \'host-ports\', allow: ["y"], reason: \'\' }']],
  ['a container and a value of different findings', { containers: ['a'], allow: ['x'] }, [{ container: 'a', allowKey: 'y' }, { container: 'b', allowKey: 'x' }],
    ['covers nothing: no finding matches it: use { control: \'host-ports\', containers: [\'a\'], allow: ["y"], reason: \'\' } and '
      + '{ control: \'host-ports\', containers: [\'b\'], allow: ["x"], reason: \'\' }']],
  ['no containers, for findings in containers', {}, [{ container: 'a' }, { container: 'b' }], ['covers nothing: no finding matches it: use '
    + '{ control: \'host-ports\', containers: [\'a\'], reason: \'\' } and { control: \'host-ports\', containers: [\'b\'], reason: \'\' }']],
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

describe('a waiver of another profile', () => {
  const found = finding('capabilities-restricted', { container: 'main', allowKey: 'SYS_ADMIN', counterparts: [finding('capabilities-baseline', { container: 'main', allowKey: 'SYS_ADMIN' })] });
  const fields = { containers: ['main'], allow: ['SYS_ADMIN'] };
  const [ofBaseline, exact] = [waiver('capabilities-baseline', fields), waiver('capabilities-restricted', fields)];

  test('is used beside one that names the control itself, which covers the finding', () => {
    const applied = applyWaivers([found], [ofBaseline, exact]);
    expect(applied.map((each) => each.waiver)).toEqual([exact]);
    expect(unused(ofBaseline, applied)).toEqual([]);
    expect(unused(exact, applied)).toEqual([]);
  });

  test('is used beside those that name the control itself in each container', () => {
    const inContainer = (container: string) => ({
      found: { ...found, container, counterparts: [{ ...found.counterparts![0], container }] },
      exact: { ...exact, containers: [container] },
      ofBaseline: { ...ofBaseline, containers: [container] },
    });
    const all = ['main', 'proxy'].map(inContainer);
    const applied = applyWaivers(all.map((each) => each.found), all.flatMap((each) => [each.ofBaseline, each.exact]));
    expect(applied.map((each) => each.waiver)).toEqual(all.map((each) => each.exact));
    all.forEach((each) => expect(unused(each.ofBaseline, applied)).toEqual([]));
  });

  test('is not used if nothing covers the finding', () => {
    expect(unused(ofBaseline, [found])).toHaveLength(1);
  });

  test('is not used if it names another value', () => {
    expect(unused({ ...ofBaseline, allow: ['NET_ADMIN'] }, applyWaivers([found], [exact]))).toHaveLength(1);
  });

  test('is required if the profile has only the control that stands for its own', () => {
    const ledger = new WaiverLedger();
    const both = { ...waiver('capabilities-baseline'), control: undefined, controls: ['capabilities-baseline', 'sysctls'], allow: ['x'] };
    ledger.offer(both, [finding('sysctls', { allowKey: 'x', waiver: both })]);
    const problems = ledger.settle(both, [{ neverWaive: [], now: NOW }], objects((id) => id === 'capabilities-restricted' || id === 'sysctls'));
    expect(problems.map(({ detail }) => detail)).toEqual([expect.stringContaining('names the control "capabilities-baseline", which needs no waiver')]);
  });
});

test.each<[Partial<EvaluatedFinding>, string]>([
  [{}, '{ control: \'host-ports\', reason: \'\' }'],
  [{ container: 'main' }, '{ control: \'host-ports\', containers: [\'main\'], reason: \'\' }'],
  [{ container: 'main', allowKey: '/a "b"\n' }, '{ control: \'host-ports\', containers: [\'main\'], allow: ["/a \\"b\\"\\n"], reason: \'\' }'],
])('suggests a waiver for %j', (fields, expected) => expect(waiverText(suggestWaiver(finding('host-ports', fields))!)).toBe(expected));

test('reports each problem as a finding of its control', () => {
  const problems = ruleProblems(waiver('privileged', { expires: '2020-01-01' }), { neverWaive: ['privileged'], now: NOW });
  expect(problems.map((problem) => problemFinding(problem, ['metadata']))).toEqual([
    {
      control: waiverForbidden,
      risk: 'high',
      severity: 'error',
      path: ['metadata'],
      value: undefined,
      remedy: waiverForbidden.remedy,
      detail: 'waiver of "privileged" is not allowed: neverWaive lists the control',
    },
    {
      control: waiverExpired,
      risk: 'medium',
      severity: 'error',
      path: ['metadata'],
      value: undefined,
      remedy: waiverExpired.remedy,
      detail: 'waiver of "privileged" expired at the end of 2020-01-01 (UTC)',
    },
  ]);
});

test.each([{}, { expires: '2027-11-24' }])('the remedy for a waiver with %j beyond the limit names the limit', (fields) => {
  expect(ruleProblems(waiver('privileged', fields), { neverWaive: [], now: NOW, maxWaiverDays: 10 }))
    .toMatchObject([{ control: waiverForbidden, remedy: 'set `expires` to a day within 10 days' }]);
});

describe('the use of a waiver', () => {
  const given = waiver('host-ports');
  const settled = (isRequired: boolean, ...offers: (readonly EvaluatedFinding[])[]) => {
    const ledger = new WaiverLedger();
    offers.forEach((findings) => ledger.offer(given, findings));
    return ledger.settle(given, [{ neverWaive: [], now: NOW }], objects(() => isRequired));
  };

  test('is reported as missing only if its control is required', () => {
    expect(settled(true)).toMatchObject([{ control: waiverUnused, remedy: 'remove the waiver' }]);
    expect(settled(false)).toEqual([]);
  });

  test('is collected over all objects', () => {
    const used = applyWaivers([finding('host-ports')], [given]);
    expect(settled(true, used, [])).toEqual([]);
    expect(settled(true, [], used)).toEqual([]);
  });

  test('is not suggested for findings of other controls', () => {
    expect(settled(true, [finding('privileged', { container: 'main' })])).toMatchObject([{ detail: 'waiver of "host-ports" covers nothing' }]);
  });

  test('is not suggested for a container without a name', () => {
    expect(settled(true, [finding('host-ports', { container: '#0' })])).toMatchObject([{ detail: 'waiver of "host-ports" covers nothing', remedy: 'remove the waiver' }]);
  });

  test('is counted per list of containers', () => {
    const ofInit = waiver('host-ports', { containers: ['a'], initContainers: ['a'] });
    const covered = applyWaivers([finding('host-ports', { container: 'a', list: 'initContainers' })], [ofInit]);
    expect(unused(ofInit, covered)).toEqual(['waiver of "host-ports" names the container "a", which needs no waiver: remove the container "a" from the waiver']);
  });

  test('is suggested for five findings of all objects', () => {
    const onObject = (object: string) => Array.from({ length: 4 }, (_, index) => finding('host-ports', { container: `${object}${index}` }));
    const [{ remedy }] = settled(true, onObject('a'), onObject('b'));
    expect(remedy).toMatch(/containers: \['b0'\], reason: '' } and 3 more$/);
  });

  test.each([[5, /reason: '' }$/], [6, /reason: '' } and 1 more$/]])('is suggested for five of %i findings', (count, end) => {
    const findings = Array.from({ length: count }, (_, index) => finding('host-ports', { container: `c${index}` }));
    const [{ remedy }] = settled(true, findings);
    expect(remedy).toMatch(end);
    expect(remedy!.match(/containers/g)).toHaveLength(5);
  });
});

describe('a waiver of several controls', () => {
  const given = waiver('', { control: undefined, controls: ['host-ports', 'sysctls'], allow: ['80', 'a.b'] });
  const settled = (findings: readonly EvaluatedFinding[], isRequired: (id: string) => boolean = () => true) => {
    const ledger = new WaiverLedger();
    ledger.offer(given, applyWaivers(findings, [given]));
    return ledger.settle(given, [{ neverWaive: [], now: NOW }], objects(isRequired)).map(({ detail, remedy }) => `${detail}: ${remedy}`);
  };
  const port = finding('host-ports', { allowKey: '80' });
  const sysctl = finding('sysctls', { allowKey: 'a.b' });

  test('is used if each of them covers something', () => expect(settled([port, sysctl])).toEqual([]));

  test('names the control that needs no waiver, and the value that only this one has', () => {
    expect(settled([port])).toEqual([
      'waiver of "host-ports", "sysctls" names the control "sysctls", which needs no waiver: remove the control "sysctls" from the waiver',
      'waiver of "host-ports", "sysctls" names the value "a.b", which needs no waiver: remove the value "a.b" from the waiver',
    ]);
  });

  test('names the control whose value does not match, with a waiver that would', () => {
    expect(settled([port, finding('sysctls', { allowKey: 'c' })])[0]).toBe('waiver of "host-ports", "sysctls" covers nothing of the control "sysctls": '
      + 'no finding matches it: remove the control "sysctls" from the waiver, and use { control: \'sysctls\', allow: ["c"], reason: \'\' }');
  });

  test('covers nothing if none of them does', () => expect(settled([])).toEqual(['waiver of "host-ports", "sysctls" covers nothing: remove the waiver']));

  test('does not miss a control that is not evaluated, nor its values', () => expect(settled([port], (id) => id === 'host-ports')).toEqual([]));

  test('is forbidden for the control that neverWaive lists', () => {
    expect(ruleProblems(given, { neverWaive: ['sysctls'], now: NOW }).map(({ detail }) => detail))
      .toEqual(['waiver of "host-ports", "sysctls" is not allowed: neverWaive lists "sysctls"']);
  });
});

describe('a waiver that names containers', () => {
  const settled = (fields: Partial<Waiver>, findings: Partial<EvaluatedFinding>[], isRequired = true) => {
    const given = waiver('host-ports', fields);
    const ledger = new WaiverLedger();
    ledger.offer(given, applyWaivers(findings.map((one) => finding('host-ports', one)), [given]));
    const known = { isRequired: () => isRequired, containers: () => ({ containers: new Set(['web', 'sidecar-proxy', 'dns']), initContainers: new Set(['setup']) }) };
    return ledger.settle(given, [{ neverWaive: [], now: NOW }], known).map(({ detail, remedy }) => `${detail}: ${remedy}`);
  };
  const unknown = (name: string, remedy: string, what = 'container') => `waiver of "host-ports" references unknown ${what} "${name}": ${remedy}`;

  test('references unknown ones, if it covers something or nothing', () => {
    const containers = ['sidecar-prxy', 'nope'];
    const nearestOrAny = [unknown('sidecar-prxy', 'use "sidecar-proxy"'), unknown('nope', 'use one of "web", "sidecar-proxy", "dns"')];
    expect(settled({ containers }, [{ container: 'web' }])).toEqual(nearestOrAny);
    expect(settled({ containers: ['web', 'nope'] }, [{ container: 'web' }])).toEqual([unknown('nope', 'use one of "sidecar-proxy", "dns"')]);
  });

  test.each<[string, Partial<Waiver>, string]>([
    ['of an init container that is a container', { initContainers: ['web'] }, unknown('web', 'write it in `containers`', 'init container')],
    ['of an init container where it already names the container', { containers: ['web'], initContainers: ['web', 'setup'] },
      unknown('web', 'remove the init container "web" from the waiver', 'init container')],
    ['of a container that is an init container', { containers: ['setup'] }, unknown('setup', 'write it in `initContainers`')],
    ['of an ephemeral container, of which there are none', { ephemeralContainers: ['dbg'] },
      unknown('dbg', 'remove the ephemeral container "dbg" from the waiver', 'ephemeral container')],
    ['beside all others', { containers: ['web', 'sidecar-proxy', 'dns', 'nope'] }, unknown('nope', 'remove the container "nope" from the waiver')],
  ])('says what to write instead of the name %s', (_, fields, expected) => {
    const all = ['web', 'sidecar-proxy', 'dns'].map((name) => ({ container: name }));
    expect(settled(fields, [...all, { container: 'setup', list: 'initContainers' }])).toContain(expected);
  });

  test('lists what is idle beside what is unknown', () => {
    expect(settled({ containers: ['web', 'sidecar-proxy'], initContainers: ['setup', 'setpu'], allow: ['x', 'y'] }, [{ container: 'web', allowKey: 'x' }])).toEqual([
      'waiver of "host-ports" names the value "y", which needs no waiver: remove the value "y" from the waiver',
      'waiver of "host-ports" names the init container "setup", which needs no waiver: remove the init container "setup" from the waiver',
      'waiver of "host-ports" names the container "sidecar-proxy", which needs no waiver: remove the container "sidecar-proxy" from the waiver',
      unknown('setpu', 'remove the init container "setpu" from the waiver', 'init container'),
    ]);
  });

  test('asks for the containers of its objects only if one is idle', () => {
    const given = waiver('host-ports', { containers: ['web'], allow: ['80', '443'] });
    const ledger = new WaiverLedger();
    ledger.offer(given, applyWaivers([finding('host-ports', { container: 'web', allowKey: '80' })], [given]));
    const containers = (): ContainerNames => {
      throw new Error('no one needs them');
    };
    expect(ledger.settle(given, [{ neverWaive: [], now: NOW }], { isRequired: () => true, containers })).toHaveLength(1);
  });

  test('names unknown ones of a list that no pod has', () => {
    const given = waiver('host-ports', { containers: ['web'], initContainers: ['setup'] });
    const ledger = new WaiverLedger();
    ledger.offer(given, applyWaivers([finding('host-ports', { container: 'web' })], [given]));
    const known = { isRequired: () => true, containers: () => ({ containers: new Set(['web']) }) };
    expect(ledger.settle(given, [{ neverWaive: [], now: NOW }], known).map(({ detail }) => detail))
      .toEqual(['waiver of "host-ports" references unknown init container "setup"']);
  });

  test('may name unknown ones where its control is not required', () => {
    expect(settled({ containers: ['nope'] }, [], false)).toEqual([]);
  });
});

test('a waiver that covers only what another one covers is unused', () => {
  const [first, second] = [waiver('host-ports'), waiver('host-ports', { reason: 'the same for another reason' })];
  expect(unused(second, applyWaivers([finding('host-ports')], [first, second]))).toEqual(['waiver of "host-ports" covers only findings that another waiver covers: remove one of them']);
});

describe('an expired waiver', () => {
  const problems = (findings: Partial<EvaluatedFinding>[], ...more: readonly WaiverRules[]) => {
    const given = waiver('host-ports', { allow: ['1', '2'], expires: '2020-01-01' });
    const ledger = new WaiverLedger();
    ledger.offer(given, applyWaivers(findings.map((one) => finding('host-ports', one)), [given]));
    return ledger.settle(given, [{ neverWaive: [], now: NOW }, ...more], objects()).map(({ control }) => control.id);
  };

  test('that covers nothing is reported with both problems in one message', () => {
    const given = waiver('host-ports', { expires: '2020-01-01' });
    expect(new WaiverLedger().settle(given, [{ neverWaive: ['host-ports'], now: NOW }], objects()).map(({ detail, remedy }) => [detail, remedy])).toEqual([
      ['waiver of "host-ports" is not allowed: neverWaive lists the control', undefined],
      ['waiver of "host-ports" expired at the end of 2020-01-01 (UTC), and covers nothing', 'remove the waiver'],
    ]);
  });

  test('that covers nothing and is only forbidden has two messages', () => {
    expect(new WaiverLedger().settle(waiver('host-ports'), [{ neverWaive: ['host-ports'], now: NOW }], objects()).map(({ detail }) => detail))
      .toEqual(['waiver of "host-ports" is not allowed: neverWaive lists the control', 'waiver of "host-ports" covers nothing']);
  });

  test('that covers something on one of its objects is reported as expired', () => {
    const given = waiver('host-ports', { allow: ['1', '2'], expires: '2020-01-01' });
    const ledger = new WaiverLedger();
    ledger.offer(given, applyWaivers([finding('host-ports', { allowKey: '1' })], [given]));
    ledger.offer(given, []);
    expect(ledger.settle(given, [{ neverWaive: [], now: NOW }], objects()).map(({ control }) => control.id)).toEqual(['waiver-expired', 'waiver-unused']);
  });

  test('that covers nothing is only reported as unused', () => {
    expect(problems([])).toEqual(['waiver-unused']);
    expect(problems([{ allowKey: '3' }], { neverWaive: [], now: NOW })).toEqual(['waiver-unused']);
  });

  test('that covers nothing is still forbidden', () => {
    expect(problems([], { neverWaive: ['host-ports'], now: NOW })).toEqual(['waiver-forbidden', 'waiver-unused']);
  });

  test('of a control that is not required is reported as expired', () => {
    const given = waiver('host-ports', { expires: '2020-01-01' });
    expect(new WaiverLedger().settle(given, [{ neverWaive: [], now: NOW }], objects(() => false)).map(({ control }) => control.id)).toEqual(['waiver-expired']);
  });

  test('that covers something is reported as expired, by the rules of each object', () => {
    expect(problems([{ allowKey: '1' }, { allowKey: '2' }])).toEqual(['waiver-expired']);
    expect(problems([{ allowKey: '1' }], { neverWaive: ['host-ports'], now: NOW })).toEqual(['waiver-expired', 'waiver-forbidden', 'waiver-expired', 'waiver-unused']);
  });
});

test('a problem names the objects of its waiver, if it has a waiver', () => {
  const problem = waiverProblem(waiverUnused, waiver('privileged'), 'covers nothing', 'remove it');
  expect(naming(problem, 'Pod shop/web')).toMatchObject({ control: waiverUnused, detail: 'waiver of "privileged" for Pod shop/web covers nothing', remedy: 'remove it' });
  const other = { control: waiverUnused, detail: 'it cannot be read' };
  expect(naming(other, 'Pod shop/web')).toBe(other);
});

test.each([
  [{ kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }, 'Pod shop/web'],
  [{ kind: 'Namespace', metadata: { name: 'shop' } }, 'Namespace shop'],
  [{ kind: 7, metadata: { name: null } }, ' '],
  [{}, ' '],
])('the object %j is called "%s"', (object, expected) => expect(refText(refOf(object))).toBe(expected));
