import { Hardening, HardenedDeployment } from '../../../../src';
import { container, reportedBy } from '../support-findings';

test('reports a waiver after its expiry date', () => {
  const waiver = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'the vendor needs it', expires: '2020-01-31' };
  const [finding] = reportedBy('waiver-expired', (chart, app) => {
    Hardening.of(app).setDefaults({ now: new Date('2020-02-01T00:00:00Z') });
    new HardenedDeployment(chart, 'web', { containers: [container({ securityContext: { readOnlyRootFilesystem: false } })], waivers: [waiver] });
  });
  expect(finding.message).toBe('waiver-expired: waiver of "read-only-root-filesystem" expired at the end of 2020-01-31 (UTC)');
  expect(finding.suggestedWaiver).toBeUndefined();
});
