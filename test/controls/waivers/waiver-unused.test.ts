import { HardenedDeployment } from '../../../src';
import { container, reportedBy } from '../support-findings';

test('a waiver that covers nothing is an error, at the construct that has it', () => {
  const waiver = { control: 'privileged', containers: ['main'], reason: 'the vendor needs it' };
  const [finding] = reportedBy('waiver-unused', (chart) => new HardenedDeployment(chart, 'web', { containers: [container()], waivers: [waiver] }));
  expect(finding).toMatchObject({ constructPath: 'shop/web', message: 'waiver-unused: waiver of "privileged" covers nothing', remedy: 'remove the waiver' });
});
