import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { synthErrorText } from '../../../src/tasks/reports/synth-error';
import { findingText } from '../../../src/tasks/reports/text';
import { toFinding } from '../../../src/tasks/reports/to-finding';
import { warningTexts } from '../../../src/tasks/reports/warnings';
import { finding } from '../../policy/waivers/findings';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };
const at = (constructPath: string, id: string, fields: Partial<EvaluatedFinding> = {}) =>
  toFinding(finding(id, fields), POD, { constructPath });
const PORT = at('app/web', 'host-ports', { container: 'main', value: 80, allowKey: '80', remedy: 'remove it' });

test('the error starts with a count, names every construct, and lists its findings with fix and waiver, the highest risk first', () => {
  expect(synthErrorText([
    { path: 'app/web', kind: 'Pod', findings: [PORT], advice: 'Fix first: use HardenedPod.', takesWaivers: false },
    { path: 'app/api', kind: 'Pod', findings: [at('app/api', 'host-ports', { value: 1, allowKey: '1', remedy: 'remove it' }), at('app/api', 'unique-container-names')], takesWaivers: true },
    { path: 'app/job', kind: 'Pod', findings: [at('app/job', 'privileged', { value: true, remedy: 'remove it' })], takesWaivers: true },
  ], ['[app/db] no containers'])).toBe([
    '4 validation errors in 3 constructs: app/job, app/api, app/web',
    '',
    'app/job (Pod): 1 error',
    '  [app/job] privileged: spec is true',
    '      Fix: remove it.',
    '      Or waive it: { control: \'privileged\', reason: \'\' }',
    '',
    'app/api (Pod): 2 errors',
    '  [app/api] unique-container-names: spec is not set',
    '      Fix: give each container its own name.',
    '  [app/api] host-ports: spec is 1',
    '      Fix: remove it.',
    '      Or waive it: { control: \'host-ports\', allow: ["1"], reason: \'\' }',
    '',
    'app/web (Pod): 1 error',
    '  Fix first: use HardenedPod.',
    '  [app/web] host-ports: container "main": spec is 80',
    '      Fix: remove it.',
    '      Or waive it: Hardening.of(chart).addWaiver({ control: \'host-ports\', containers: [\'main\'], allow: ["80"], '
      + 'target: { kind: \'Pod\', name: \'web\', namespace: \'shop\' }, reason: \'\' })',
    '',
    '1 other validation error:',
    '  [app/db] no containers',
  ].join('\n'));
});

const HOSTILE = 'a\u001b[31m\u0007\n::error::x\u061c\u200b\u2028\u202e\u2064\ufeff##vso[a]';

test('escapes names, keys and values of a manifest', () => {
  const hostile = finding('host-ports', { container: HOSTILE, path: ['spec', HOSTILE], value: HOSTILE, detail: HOSTILE, remedy: HOSTILE, allowKey: HOSTILE });
  const object = { apiVersion: HOSTILE, kind: HOSTILE, metadata: { name: HOSTILE, namespace: HOSTILE } };
  const reported = toFinding(hostile, object, { constructPath: HOSTILE });
  const text = synthErrorText([{ path: HOSTILE, kind: HOSTILE, findings: [reported], takesWaivers: false }], []);
  expect(text.split('\n')).toHaveLength(6);
  for (const line of [...text.split('\n'), ...warningTexts([reported]), findingText(hostile)]) {
    // eslint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|##\w*\[|^\s*::/);
  }
});

test('limits the findings of an object, counts the rest, and shows the highest risk first', () => {
  const findings = [...Array(1500).keys()].map((index) => at('app/web', 'host-ports', { value: index, risk: index < 600 ? 'low' : 'high' }));
  const lines = synthErrorText([{ path: 'app/web', findings, takesWaivers: true }], []).split('\n');
  expect(lines[3]).toBe('  [app/web] host-ports: spec is 600');
  expect(lines[lines.length - 1]).toBe('  500 further findings of this object not shown');
});

test('a line of warnings names twenty constructs, and counts the others', () => {
  const [line] = warningTexts(Array.from({ length: 1000 }, (_, index) => at(`app/${index}`, 'sudo', { value: 1, severity: 'warning', remedy: 'remove it' })));
  expect(line).toContain('[app/0] sudo: spec is 1 (1000 times, also in app/1, app/2,');
  expect(line).toContain(', app/19, and in 980 more, which `Hardening.of(app).report()` lists). Fix: remove it.');
});

describe('lines of warnings', () => {
  const warning = (id: string, path: string, fields: Partial<EvaluatedFinding>) => at(path, id, { severity: 'warning', remedy: 'remove it', ...fields });

  test('stand for objects that are alike but for their names', () => {
    expect(warningTexts([
      warning('network-policy', 'app/a', { path: ['metadata', 'name'], value: 'app-a' }), warning('network-policy', 'app/b', { path: ['metadata', 'name'], value: 'app-b' }),
    ])).toEqual(['cdk8s-hardened: warning: [app/a] network-policy: metadata.name is "app-a" (2 times, also in app/b). Fix: remove it.']);
  });

  test('stand for equal fields with equal values, and never for a worse value', () => {
    expect(warningTexts([])).toEqual([]);
    expect(warningTexts([
      warning('sudo', 'app/a', { value: 1 }), warning('ssh-port', 'app/a', { value: 22 }), warning('sudo', 'app/a', { value: 2 }), warning('sudo', 'app/b', { value: 1 }),
      warning('sudo', 'app/c', { value: 1, path: ['metadata'] }), warning('sudo', 'app/d', { value: 1 }),
    ])).toEqual([
      'cdk8s-hardened: warning: [app/a] sudo: spec is 1 (3 times, also in app/b, app/d). Fix: remove it.',
      'cdk8s-hardened: warning: [app/a] ssh-port: spec is 22. Fix: remove it.',
      'cdk8s-hardened: warning: [app/a] sudo: spec is 2. Fix: remove it.',
      'cdk8s-hardened: warning: [app/c] sudo: metadata is 1. Fix: remove it.',
    ]);
  });

  test('compare values that the line cuts', () => {
    const long = 'x'.repeat(200);
    expect(warningTexts(['a', 'b'].map((end) => warning('sudo', 'app/a', { value: `${long}${end}`, allowKey: `${long}${end}` })))).toHaveLength(2);
    expect(warningTexts(['a', 'b'].map((end) => warning('sudo', 'app/a', { value: { path: `${long}${end}` }, allowKey: `${long}${end}` })))).toHaveLength(2);
    expect(warningTexts(['a', 'a'].map((end) => warning('sudo', 'app/a', { value: { path: `${long}${end}` }, allowKey: `${long}${end}` })))).toHaveLength(1);
  });

  test('stand for containers of any name', () => {
    expect(warningTexts(['web', 'api\n'].map((container) => warning('cpu-resources', `app/${container[0]}`, { container })))).toEqual([
      'cdk8s-hardened: warning: [app/w] cpu-resources: container "web": spec is not set (2 times, also in app/a). Fix: remove it.',
    ]);
  });

  test('begin with the highest risk, and never with `error:`, since the process does not fail', () => {
    expect(warningTexts([
      warning('cpu-resources', 'app/a', {}), warning('privileged', 'app/b', { value: true, severity: 'error' }), warning('host-ports', 'app/c', { value: 80, severity: 'error' }),
    ])).toEqual([
      'cdk8s-hardened: warning: [app/b] privileged: spec is true. Fix: remove it.',
      expect.stringMatching(/^cdk8s-hardened: warning: \[app\/c\] host-ports/),
      expect.stringMatching(/^cdk8s-hardened: warning: \[app\/a\] cpu-resources/),
    ]);
  });
});
