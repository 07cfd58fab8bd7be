import { ApiObject } from 'cdk8s';
import { reportedBy } from '../support-findings';

test('reports a function in an object', () => {
  const [finding] = reportedBy('plain-data', (chart) => new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data: { toJSON: () => ({}) } }));
  expect(finding).toMatchObject({ severity: 'error', constructPath: 'shop/c', message: expect.stringContaining('data.toJSON is a function') });
});
