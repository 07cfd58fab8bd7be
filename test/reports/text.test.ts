import { Finding } from '../../src/engine/evaluate';
import { failureTexts, findingText, warningTexts } from '../../src/reports/text';
import { finding } from '../waivers/findings';

test.each<[string, Partial<Finding>, string]>([
  ['a value', { path: ['spec', 'hostPID'], value: true }, 'spec.hostPID is true'],
  ['text', { value: 'a "b"\n' }, 'spec is "a \\"b\\"\\n"'],
  ['zero', { value: 0 }, 'spec is 0'],
  ['false', { value: false }, 'spec is false'],
  ['no value', { value: undefined }, 'spec is not set'],
  ['null', { value: null }, 'spec is not set'],
  ['an object', { value: { a: [1] } }, 'spec is {"a":[1]}'],
  ['80 characters', { value: 'x'.repeat(78) }, `spec is "${'x'.repeat(78)}"`],
  ['more than 80 characters', { value: 'x'.repeat(79) }, `spec is "${'x'.repeat(79)}…`],
  ['a value with a detail', { value: 80, detail: 'is low' }, 'spec is 80: is low'],
  ['no value with a detail', { value: undefined, detail: 'is needed' }, 'spec is not set: is needed'],
  ['null with a detail', { value: null, detail: 'is needed' }, 'spec is not set: is needed'],
  ['an object with a detail', { value: { a: 1 }, detail: 'must be a list' }, 'spec must be a list'],
  ['a list with a detail', { value: [], detail: 'is empty' }, 'spec is empty'],
])('a finding of %s', (_, fields, expected) => expect(findingText(finding('host-ports', fields))).toBe(`host-ports: ${expected}`));

test('the container stands before the field', () => {
  const path = ['spec', 'containers', 0, 'securityContext', 'privileged'];
  expect(findingText(finding('privileged', { container: 'main', path, value: true })))
    .toBe('privileged: container "main": spec.containers[0].securityContext.privileged is true');
});

test.each<[Partial<Finding>, string]>([
  [{ value: 'USER root', detail: 'the program runs as root' }, 'USER root: the program runs as root'],
  [{ value: undefined, detail: 'the last stage has no USER' }, 'the last stage has no USER'],
  [{ value: 'R'.repeat(81), detail: 'x' }, `${'R'.repeat(80)}…: x`],
])('a finding in a Dockerfile has the instruction in place of the field: %j', (fields, expected) => {
  expect(findingText(finding('dockerfile-user-root', fields))).toBe(`dockerfile-user-root: ${expected}`);
});

test('a failure names both ways out', () => {
  expect(failureTexts([finding('host-ports', { container: 'main', value: 80, allowKey: '80', remedy: 'do without' })])).toEqual([[
    'host-ports: container "main": spec is 80',
    '      Instead: do without.',
    '      Or waive it: { control: \'host-ports\', containers: [\'main\'], allow: ["80"], reason: \'…\' }',
  ].join('\n')]);
});

const HOSTILE = 'a\u001b[31m\u0007\n::error::x\u061c\u200b\u2028\u202e\u2064\ufeff##vso[a]';

test('no name, key or value of a manifest reaches a log as it is: an error has the lines that we gave it', () => {
  const hostile = finding('host-ports', { container: HOSTILE, path: ['spec', HOSTILE], value: HOSTILE, detail: HOSTILE, remedy: HOSTILE, allowKey: HOSTILE });
  const [text] = failureTexts([hostile]);
  expect(text.split('\n')).toHaveLength(3);
  for (const line of [...text.split('\n'), ...warningTexts([{ finding: hostile, owner: HOSTILE }]), findingText(hostile)]) {
    // eslint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|##\w*\[|^\s*::/);
  }
  expect(findingText(finding('host-ports', { container: 'é # [a] ## b', value: 1 }))).toBe('host-ports: container "é # [a] ## b": spec is 1');
});

test('an object with too many failures says how many are left out, and shows the errors', () => {
  const many = [...Array(1500).keys()].map((index) => finding('host-ports', { value: index, severity: index < 600 ? 'warning' : 'error' }));
  const texts = failureTexts(many);
  expect(texts).toHaveLength(1001);
  expect(texts[0]).toMatch(/^host-ports: spec is 600\n/);
  expect(texts[1000]).toBe('500 further findings of this object left out');
});

test('warnings are a line for each control, with the first place and how many more there are', () => {
  const warning = (id: string, owner: string, value: unknown) => ({ finding: finding(id, { value, remedy: 'mend it' }), owner });
  expect(warningTexts([])).toEqual([]);
  expect(warningTexts([warning('sudo', 'app/a', 1), warning('ssh-port', 'app/a', 22), warning('sudo', 'app/a', 2), warning('sudo', 'app/b', 3), warning('sudo', 'app/c', 4)])).toEqual([
    'cdk8s-hardened: warning: [app/a] sudo: spec is 1 (and in 2 more). Instead: mend it.',
    'cdk8s-hardened: warning: [app/a] ssh-port: spec is 22. Instead: mend it.',
  ]);
});
