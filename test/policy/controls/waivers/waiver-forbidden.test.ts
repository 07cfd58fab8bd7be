import { Hardening, HardenedDeployment } from '../../../../src';
import { container, reportedBy } from '../support-findings';

const WAIVER = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'the vendor needs it' };

test.each([
  [{ neverWaive: [WAIVER.control] }, 'is not allowed: neverWaive lists the control'],
  [{ maxWaiverDays: 30 }, 'has no `expires`: maxWaiverDays is 30'],
])('reports a waiver that violates the limit %j', (limit, message) => {
  const [finding] = reportedBy('waiver-forbidden', (chart, app) => {
    Hardening.of(app).setDefaults(limit);
    new HardenedDeployment(chart, 'web', { containers: [container({ securityContext: { readOnlyRootFilesystem: false } })], waivers: [WAIVER] });
  });
  expect(finding.message).toBe(`waiver-forbidden: waiver of "read-only-root-filesystem" ${message}`);
});
