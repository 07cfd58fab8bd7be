import { procMountRestricted } from '../../../src/controls/restricted/proc-mount-restricted';
import { CONTAINERS, withContexts } from '../baseline/contexts';
import { found } from '../support';

test.each([true, false, null])('reports the field with hostUsers %j', (hostUsers) => {
  const pod = withContexts({ procMount: 'Unmasked' }, (spec) => { spec.hostUsers = hostUsers; });
  expect(found(procMountRestricted, pod)).toEqual(CONTAINERS.map((container) => `${container}.securityContext.procMount`));
});

test('is not checked before 1.35', () => {
  expect(found(procMountRestricted, withContexts({ procMount: 'Unmasked' }), '1.34')).toEqual([]);
});

test('overrides proc-mount', () => {
  expect(procMountRestricted).toMatchObject({ id: 'proc-mount-restricted', overrides: ['proc-mount'] });
});
