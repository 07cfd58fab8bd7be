import { ApiObject, JsonPatch } from 'cdk8s';
import { HardenedDeployment } from '../../../../src';
import { container, reportedBy } from '../support-findings';

test('reports a field that a patch sets and the class of the object drops', () => {
  const [finding] = reportedBy('dropped-fields', (chart) => {
    const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
    ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/noSuchField', 1));
  });
  expect(finding).toMatchObject({ severity: 'error', constructPath: 'shop/web', message: expect.stringContaining('a JSON patch sets spec.noSuchField') });
});
