import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { findingText } from '../../../src/tasks/reports/text';
import { finding } from '../../policy/waivers/findings';

test.each<[string, Partial<EvaluatedFinding>, string]>([
  ['a value', { path: ['spec', 'hostPID'], value: true }, 'spec.hostPID is true'],
  ['a text', { value: 'a "b"\n' }, 'spec is "a \\"b\\"\\n"'],
  ['zero', { value: 0 }, 'spec is 0'],
  ['false', { value: false }, 'spec is false'],
  ['no value', { value: undefined }, 'spec is not set'],
  ['null', { value: null }, 'spec is not set'],
  ['an object', { value: { a: [1] } }, 'spec is {"a":[1]}'],
  ['80 characters', { value: 'x'.repeat(78) }, `spec is "${'x'.repeat(78)}"`],
  ['more than 80 characters', { value: 'x'.repeat(79) }, `spec is "${'x'.repeat(79)}…`],
  ['a value with a detail', { value: 80, detail: 'is low' }, 'spec is 80: it is low'],
  ['no value with a detail', { value: undefined, detail: 'is needed' }, 'spec is not set: it is needed'],
  ['null with a detail', { value: null, detail: 'is needed' }, 'spec is not set: it is needed'],
  ['an object with a detail', { value: { a: 1 }, detail: 'must be a list' }, 'spec must be a list'],
  ['an object with a detail that is a sentence', { value: { a: 1 }, detail: 'it allows every address' }, 'spec: it allows every address'],
  ['a value with a detail that is a sentence', { value: 80, detail: 'Linux has no such port' }, 'spec is 80: Linux has no such port'],
  ['an object with a secret', { value: { a: ['https://app:hunter22@db'] } }, 'spec is {"a":["https://app:(hidden)@db"]}'],
  ['a list with a detail', { value: [], detail: 'is empty' }, 'spec is empty'],
])('prints a finding with %s', (_, fields, expected) => expect(findingText(finding('host-ports', fields))).toBe(`host-ports: ${expected}`));

test('prints the container before the field', () => {
  const path = ['spec', 'containers', 0, 'securityContext', 'privileged'];
  expect(findingText(finding('privileged', { container: 'main', path, value: true })))
    .toBe('privileged: container "main": spec.containers[0].securityContext.privileged is true');
});

test.each<[Partial<EvaluatedFinding>, string]>([
  [{ value: 'USER root', detail: 'the program runs as root' }, 'USER root: the program runs as root'],
  [{ value: undefined, detail: 'the last stage has no USER' }, 'the last stage has no USER'],
  [{ value: 'R'.repeat(81), detail: 'x' }, `${'R'.repeat(80)}…: x`],
])('prints the instruction of a finding in a Dockerfile: %j', (fields, expected) => {
  expect(findingText(finding('dockerfile-user-root', fields))).toBe(`dockerfile-user-root: ${expected}`);
});
