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

test('the error starts with a count, names every construct, and lists its findings with fix and waiver', () => {
  expect(synthErrorText([
    { path: 'app/web', kind: 'Pod', findings: [PORT], advice: 'Fix first: use HardenedPod.', takesWaivers: false },
    { path: 'app/api', kind: 'Pod', findings: [at('app/api', 'host-ports', { value: 1, allowKey: '1', remedy: 'remove it' }), at('app/api', 'unique-container-names')], takesWaivers: true },
  ], ['[app/db] no containers'])).toBe([
    '3 validation errors in 2 constructs: app/web, app/api',
    '',
    'app/web (Pod): 1 error',
    '  Fix first: use HardenedPod.',
    '  [app/web] host-ports: container "main": spec is 80',
    '      Fix: remove it.',
    '      Or waive it: Hardening.of(chart).addWaiver({ control: \'host-ports\', containers: [\'main\'], allow: ["80"], '
      + 'target: { kind: \'Pod\', name: \'web\', namespace: \'shop\' }, reason: \'…\' })',
    '',
    'app/api (Pod): 2 errors',
    '  [app/api] host-ports: spec is 1',
    '      Fix: remove it.',
    '      Or waive it: { control: \'host-ports\', allow: ["1"], reason: \'…\' }',
    '  [app/api] unique-container-names: spec is not set',
    '      Fix: give each container its own name.',
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

test('limits the findings of an object, counts the rest, and shows errors first', () => {
  const findings = [...Array(1500).keys()].map((index) => at('app/web', 'host-ports', { value: index, severity: index < 600 ? 'warning' : 'error' }));
  const lines = synthErrorText([{ path: 'app/web', findings, takesWaivers: true }], []).split('\n');
  expect(lines[3]).toBe('  [app/web] host-ports: spec is 600');
  expect(lines[lines.length - 1]).toBe('  500 further findings of this object not shown');
});

test('a line of warnings names twenty constructs, and counts the others', () => {
  const [line] = warningTexts(Array.from({ length: 1000 }, (_, index) => at(`app/${index}`, 'sudo', { value: 1, severity: 'warning', remedy: 'remove it' })));
  expect(line).toContain('[app/0] sudo: spec is 1 (1000 times, also in app/1, app/2,');
  expect(line).toContain(', app/19, and in 980 more, which `Hardening.of(app).report()` lists). Fix: remove it.');
});

test('prints one line of warnings per control, with the constructs', () => {
  const warning = (id: string, path: string, value: unknown) => at(path, id, { value, severity: 'warning', remedy: 'remove it' });
  expect(warningTexts([])).toEqual([]);
  expect(warningTexts([
    warning('sudo', 'app/a', 1), warning('ssh-port', 'app/a', 22), warning('sudo', 'app/a', 2), warning('sudo', 'app/b', 3), warning('sudo', 'app/c', 4),
  ])).toEqual([
    'cdk8s-hardened: warning: [app/a] sudo: spec is 1 (4 times, also in app/b, app/c). Fix: remove it.',
    'cdk8s-hardened: warning: [app/a] ssh-port: spec is 22. Fix: remove it.',
  ]);
});
