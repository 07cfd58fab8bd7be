import { auditedBy } from './support';

test('an annotation that cannot be read is an error', () => {
  const [finding] = auditedBy('waiver-invalid', '[{"control": "privileged"}]');
  expect(finding).toMatchObject({ kind: 'Pod', name: 'web', path: '/metadata', message: expect.stringContaining('reason is missing') });
});
