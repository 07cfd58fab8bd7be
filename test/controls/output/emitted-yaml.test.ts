import { ApiObject } from 'cdk8s';
import { reportedBy } from '../support-findings';

test('a text that kubectl cannot read back is an error, without a waiver', () => {
  const [finding] = reportedBy('emitted-yaml', (chart) => new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'x\uD800' } }));
  expect(finding).toMatchObject({ severity: 'error', constructPath: 'shop/c', kind: 'ConfigMap', message: expect.stringContaining('at data.a') });
  expect(finding.suggestedWaiver).toBeUndefined();
});
