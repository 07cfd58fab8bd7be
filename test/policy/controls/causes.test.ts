import { ofAmount, ofField, ofHostPath, ofRule, ofSecret } from '../../../src/policy/controls/causes';

const CONTAINER = ['spec', 'containers', 0];
const at = (path: readonly (string | number)[], value?: unknown) => ({ path, value });

test('a hostPath is one cause, by the path that a waiver lists or by its value', () => {
  expect(ofHostPath({ ...at(['spec', 'volumes', 0], '/a'), allowKey: '/b' })).toBe('hostPath /b');
  expect(ofHostPath(at(['spec', 'volumes', 0], '/a'))).toBe('hostPath /a');
  expect(ofHostPath(at(['spec', 'volumes', 0], { path: '/a' }))).toBeUndefined();
});

test('the request and the limit of a resource are one cause in each container', () => {
  const cpu = ['requests', 'limits'].map((kind) => ofAmount(at([...CONTAINER, 'resources', kind, 'cpu'])));
  expect(cpu).toEqual(['spec/containers/0 cpu', 'spec/containers/0 cpu']);
  expect(ofAmount(at([...CONTAINER, 'resources', 'limits', 'memory']))).toBe('spec/containers/0 memory');
});

test('all variables of one Secret are one cause in each container', () => {
  const secret = { name: 'db' };
  expect(ofSecret(at([...CONTAINER, 'env', 1, 'valueFrom', 'secretKeyRef'], secret))).toBe('spec/containers/0 Secret db');
  expect(ofSecret(at([...CONTAINER, 'envFrom', 0, 'secretRef'], secret))).toBe('spec/containers/0 Secret db');
});

test('all parts of a rule, and all findings of a field, are one cause', () => {
  expect(ofRule(at(['rules', 3, 'verbs', 0]))).toBe('rules/3');
  expect(ofRule(at(['aggregationRule', 'rules', 3]))).toBe('aggregationRule/rules/3');
  expect(ofField(at([...CONTAINER, 'image']))).toBe('spec/containers/0/image');
});
