import { procMountRestricted } from '../../../../src/policy/controls/restricted/proc-mount-restricted';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { CONTAINERS, withContexts } from '../baseline/contexts';
import { found, goodPod } from '../support';

test.each([true, false, null])('reports the field with hostUsers %j', (hostUsers) => {
  const pod = withContexts({ procMount: 'Unmasked' }, (spec) => { spec.hostUsers = hostUsers; });
  expect(found(procMountRestricted, pod)).toEqual(CONTAINERS.map((container) => `${container}.securityContext.procMount`));
});

test('is not checked before 1.35', () => {
  expect(found(procMountRestricted, withContexts({ procMount: 'Unmasked' }), '1.34')).toEqual([]);
});

test.each([['pss-baseline', ['proc-mount']], ['pss-restricted', ['proc-mount-restricted']]] as const)('is the only control of procMount in the profile %s: %j', (level, expected) => {
  const pod = goodPod((spec) => { spec.containers[0].securityContext.procMount = 'Unmasked'; });
  expect(evaluate(pod, profileOf(level)).map(({ control }) => control.id)).toEqual(expected);
});
