import { auditedBy } from './support';

test('reports an unreadable annotation', () => {
  const [finding] = auditedBy('waiver-invalid', '[{"control": "privileged"}]');
  expect(finding).toMatchObject({ kind: 'Pod', name: 'web', path: '/metadata/annotations/cdk8s-hardened~1waivers', message: expect.stringContaining('reason is missing') });
});
