import { auditedBy } from './support';

const WAIVER = '[{"control": "privileged", "reason": "the vendor needs it"}]';

test('a waiver that only the object itself has is an error if a waiver file counts', () => {
  expect(auditedBy('waiver-unlisted', WAIVER)).toEqual([]);
  expect(auditedBy('waiver-unlisted', WAIVER, 'file')).toMatchObject([
    { severity: 'error', message: 'waiver-unlisted: waiver of "privileged" is not in the waiver file, so it does not count' },
  ]);
});
