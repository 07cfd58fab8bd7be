import { ApiObject } from 'cdk8s';
import { HardenedDeployment } from '../../../../src';
import { container, newChart, synthError } from '../../../constructs/workloads/support';

test('reports an object that replaces the hardened one', () => {
  const chart = newChart();
  const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
  web.node.defaultChild = new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(synthError(chart)).toContain('[shop/web] replaced-object: the object of this hardened workload was replaced by another one');
});
