import { allowPrivilegeEscalation } from '../../../../src/policy/controls/restricted/allow-privilege-escalation';
import { privilegeContradiction } from '../../../../src/policy/controls/startup/privilege-contradiction';
import { found, goodPod, violations } from '../support';

const pod = (securityContext: unknown) => goodPod((spec) => { spec.containers[0].securityContext = securityContext; });
const SYS_ADMIN = { capabilities: { add: ['CAP_SYS_ADMIN'] } };

test.each([{ privileged: true }, SYS_ADMIN])('refuses %j beside allowPrivilegeEscalation: false', (fields) => {
  expect(found(privilegeContradiction, pod({ ...fields, allowPrivilegeEscalation: false }))).toEqual(['spec.containers[0].securityContext.allowPrivilegeEscalation']);
  expect(found(privilegeContradiction, pod({ ...fields, allowPrivilegeEscalation: true }))).toEqual([]);
  expect(found(privilegeContradiction, pod(fields))).toEqual([]);
});

test.each([{ privileged: false }, { capabilities: { add: ['SYS_ADMIN'] } }, { capabilities: { add: null } }, { privileged: 'true' }, {}])('accepts %j', (fields) => {
  expect(found(privilegeContradiction, pod({ ...fields, allowPrivilegeEscalation: false }))).toEqual([]);
});

test('the fix of a missing field says what must go first', () => {
  const remedyOf = (fields: object) => violations(allowPrivilegeEscalation, pod(fields)).map(({ remedy }) => remedy);
  expect(remedyOf({ privileged: true })).toEqual(['remove `privileged: true` first, beside which the API server refuses it; then write `allowPrivilegeEscalation: false`']);
  expect(remedyOf(SYS_ADMIN)).toEqual(['remove `CAP_SYS_ADMIN` in `capabilities.add` first, beside which the API server refuses it; then write `allowPrivilegeEscalation: false`']);
  expect(remedyOf({})).toEqual([undefined]);
});
