import { procMount } from '../../../../src/policy/controls/baseline/proc-mount';
import { found, violations } from '../support';
import { CONTAINERS, withContexts } from './contexts';

test('reports the field in every container', () => {
  const pod = withContexts({ procMount: 'Unmasked' });
  expect(found(procMount, pod)).toEqual(CONTAINERS.map((container) => `${container}.securityContext.procMount`));
  expect(violations(procMount, pod)[2]).toMatchObject({ container: 'debugger', value: 'Unmasked' });
});

test.each([7, true, {}, ['Default']])('refuses %j', (value) => {
  expect(found(procMount, withContexts({ procMount: value }))).toHaveLength(CONTAINERS.length);
});

test.each<[unknown, string, number]>([
  [false, '1.34', 1], [false, '1.35', 0], ['false', '1.35', 1], [0, '1.35', 1], [null, '1.35', 1],
])('evaluates hostUsers %j in the profile %s', (hostUsers, version, count) => {
  const pod = withContexts({ procMount: 'Unmasked' }, (spec) => { spec.hostUsers = hostUsers; });
  expect(found(procMount, pod, version)).toHaveLength(count * CONTAINERS.length);
});
