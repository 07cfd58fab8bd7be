import { ApiObject } from 'cdk8s';
import { reportedBy } from '../support-findings';

test('reports a text that kubectl cannot read back, and suggests no waiver', () => {
  const [finding] = reportedBy('emitted-yaml', (chart) => new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'x\uD800' } }));
  expect(finding).toMatchObject({ severity: 'error', constructPath: 'shop/c', kind: 'ConfigMap', message: expect.stringContaining('at data.a') });
  expect(finding.suggestedWaiver).toBeUndefined();
});
