import { auditedBy } from './support';

const WAIVER = '[{"control": "privileged", "reason": "the vendor needs it"}]';

test('reports a waiver that only the object itself declares if a waiver file applies', () => {
  expect(auditedBy('waiver-unlisted', WAIVER)).toEqual([]);
  expect(auditedBy('waiver-unlisted', WAIVER, 'file')).toMatchObject([
    { severity: 'error', message: 'waiver-unlisted: waiver of "privileged" is in neither the waiver file nor the settings file, so it is ignored' },
  ]);
});
