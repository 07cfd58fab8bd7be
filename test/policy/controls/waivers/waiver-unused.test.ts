import { HardenedDeployment } from '../../../../src';
import { container, reportedBy } from '../support-findings';

test('reports a waiver that covers nothing, at the construct of the waiver', () => {
  const waiver = { control: 'privileged', containers: ['main'], reason: 'the vendor needs it' };
  const [finding] = reportedBy('waiver-unused', (chart) => new HardenedDeployment(chart, 'web', { containers: [container()], waivers: [waiver] }));
  expect(finding).toMatchObject({ constructPath: 'shop/web', message: 'waiver-unused: waiver of "privileged" covers nothing', remedy: 'remove the waiver' });
});
