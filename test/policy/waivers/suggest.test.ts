import * as fc from 'fast-check';
import { finding } from './findings';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { Waiver } from '../../../src/policy/settings/waiver';
import { suggestWaiver, waiverText } from '../../../src/policy/waivers/suggest';

/** What JavaScript makes of a text that someone pastes. */
// eslint-disable-next-line no-eval
const pasted = (text: string) => eval(`(${text})`);

const HOSTILE = ['x\' }, reason: \'a b c\' }); throw 1; ({ a: \'', 'it\'s $& a', 'a, reason: x', '\\', '${1}', '`', '\u2028', '</script>', '"'];

test.each(HOSTILE)('a name such as %j is quoted in suggested code', (name) => {
  const waiver: Waiver = { control: 'host-ports', reason: 'r', containers: [name], allow: [name], template: name };
  const target = { kind: name, name, namespace: name, apiGroup: name };
  expect(pasted(waiverText(waiver, target))).toEqual({ ...waiver, target });
});

test('suggested code contains any name exactly', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, other) => {
    const waiver: Waiver = { control: 'host-ports', reason: 'r', initContainers: [one, other], allow: [other] };
    expect(pasted(waiverText(waiver))).toEqual(waiver);
  }));
});

test.each<[string, Partial<EvaluatedFinding>, Partial<Waiver>]>([
  ['host-namespaces', {}, {}],
  ['host-namespaces', { allowKey: 'hostPID' }, { allow: ['hostPID'] }],
  ['privileged', { container: 'main' }, { containers: ['main'] }],
  ['privileged', { container: 'main', list: 'initContainers', template: 'spec.templates[a]' }, { initContainers: ['main'], template: 'spec.templates[a]' }],
])('suggests the waiver that covers a finding of %s with %j', (id, fields, expected) => {
  expect(suggestWaiver(finding(id, fields))).toStrictEqual({ control: id, reason: '', ...expected });
});

test.each<[string, Partial<EvaluatedFinding>, readonly EvaluatedFinding[], Partial<Waiver>]>([
  ['of the same control', { container: 'a' }, [finding('privileged', { container: 'b' })], { control: 'privileged', containers: ['a', 'b'] }],
  ['of another control', { container: 'a', template: 't' }, [finding('run-as-non-root', { container: 'a', template: 't' })],
    { controls: ['privileged', 'run-as-non-root'], containers: ['a'], template: 't' }],
  ['of an init container', { container: 'a' }, [finding('privileged', { container: 'a', list: 'initContainers' })],
    { control: 'privileged', containers: ['a'], initContainers: ['a'] }],
  ['with values', { allowKey: 'x' }, [finding('privileged', { allowKey: 'y' }), finding('host-ports', { allowKey: 'x' })],
    { controls: ['privileged', 'host-ports'], allow: ['x', 'y'] }],
  ['without a value, for a finding with one', { allowKey: 'x' }, [finding('host-ports')], { control: 'privileged', allow: ['x'] }],
  ['with a value, for a finding without one', {}, [finding('host-ports', { allowKey: 'x' })], { control: 'privileged' }],
  ['of a container without a name', { container: 'a' }, [finding('privileged', { container: '#1' })], { control: 'privileged', containers: ['a'] }],
])('suggests one waiver for a finding and the findings with its cause, such as one %s', (_, fields, also, expected) => {
  expect(suggestWaiver(finding('privileged', { ...fields, also }))).toStrictEqual({ reason: '', ...expected });
});

test.each<[string, Partial<EvaluatedFinding>]>([
  ['unknown-container', {}], ['waiver-unused', {}], ['unique-container-names', { container: 'main' }], ['privileged', { container: '#0' }],
])('suggests no waiver for a finding of %s with %j', (id, fields) => {
  expect(suggestWaiver(finding(id, fields))).toBeUndefined();
});

test.each([
  [{}, '{ control: \'privileged\', reason: \'r\' }'],
  [{ containers: ['a b./:@%+=,-', 'c'] }, '{ control: \'privileged\', containers: [\'a b./:@%+=,-\', \'c\'], reason: \'r\' }'],
  [{ template: 'spec.templates[a]' }, '{ control: \'privileged\', template: "spec.templates[a]", reason: \'r\' }'],
  [{ allow: ['a', 'b'] }, '{ control: \'privileged\', allow: ["a", "b"], reason: \'r\' }'],
])('writes a waiver with %j as code', (fields, expected) => {
  expect(waiverText({ control: 'privileged', reason: 'r', ...fields })).toBe(expected);
});

test('writes the controls of a waiver as code', () => {
  expect(waiverText({ controls: ['privileged', 'host-ports'], reason: 'r' })).toBe('{ controls: [\'privileged\', \'host-ports\'], reason: \'r\' }');
});

test('writes only the fields that a target has', () => {
  expect(waiverText({ control: 'privileged', reason: 'r' }, { kind: 'Pod', name: 'web', namespace: undefined }))
    .toBe('{ control: \'privileged\', target: { kind: \'Pod\', name: \'web\' }, reason: \'r\' }');
});
