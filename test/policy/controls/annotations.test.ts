import { podsOf } from '../../../src/formats/manifest/workload';
import { annotationViolations, labelViolations } from '../../../src/policy/controls/annotations';
import { listOf } from '../../../src/policy/controls/violations';

const [POD] = podsOf({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { annotations: { a: 'bad' }, labels: { b: 'bad' } },
  spec: { template: { metadata: { annotations: { a: 'bad', b: 'good', c: 7 }, labels: { a: 'good', b: 'bad' } }, spec: { containers: [] } } },
});

test.each([
  ['annotations', annotationViolations, 'a'],
  ['labels', labelViolations, 'b'],
] as const)('finds %s of the pod, and names each by its key and value', (field, find, key) => {
  expect(listOf(find(POD, (name, value) => name === key && value === 'bad')))
    .toEqual([{ path: ['spec', 'template', 'metadata', field, key], value: 'bad', allowKey: `${key}=bad` }]);
});

test('a value that is no text counts as empty', () => {
  expect(listOf(annotationViolations(POD, (_, value) => value === ''))).toMatchObject([{ value: '', allowKey: 'c=' }]);
});
