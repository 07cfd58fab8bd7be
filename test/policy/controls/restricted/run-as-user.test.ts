import { runAsUser } from '../../../../src/policy/controls/restricted/run-as-user';
import { CONTAINERS, withContexts } from '../baseline/contexts';
import { found, violations } from '../support';

const pod = (uid: unknown) => withContexts({ runAsUser: uid }, (spec) => { spec.securityContext.runAsUser = uid; });

test('reports the field in the pod and in every container', () => {
  expect(found(runAsUser, pod(0))).toEqual(['spec', ...CONTAINERS].map((owner) => `${owner}.securityContext.runAsUser`));
  expect(violations(runAsUser, pod(0))[1]).toMatchObject({ container: 'setup', value: 0 });
});

test.each(['0', '', false, null, [], [0], {}])('accepts %j', (uid) => {
  expect(found(runAsUser, pod(uid))).toEqual([]);
});
