import { allowPrivilegeEscalation } from '../../../../src/policy/controls/restricted/allow-privilege-escalation';
import { CONTAINERS, fixed, ODD, withContainers, withContexts } from '../baseline/contexts';
import { found } from '../support';

const FIELDS = CONTAINERS.map((container) => `${container}.securityContext.allowPrivilegeEscalation`);

test.each([true, undefined, null, 'false', 0, {}])('refuses %j', (value) => {
  expect(found(allowPrivilegeEscalation, withContexts({ allowPrivilegeEscalation: value }))).toEqual(FIELDS);
});

test.each(ODD)('a security context of %j does not set the field', (securityContext) => {
  expect(found(allowPrivilegeEscalation, withContainers((container) => { container.securityContext = securityContext; }))).toEqual(FIELDS);
});

test.each(['windows', { name: ['windows'] }, ['windows']])('an os of %j is not Windows', (os) => {
  expect(found(allowPrivilegeEscalation, withContexts({ allowPrivilegeEscalation: true }, (spec) => { spec.os = os; }))).toEqual(FIELDS);
});

test.each([
  [undefined, { allowPrivilegeEscalation: false }],
  [{ allowPrivilegeEscalation: null, runAsUser: 1 }, { allowPrivilegeEscalation: false, runAsUser: 1 }],
  [{ allowPrivilegeEscalation: true }, { allowPrivilegeEscalation: true }],
  [{ privileged: true }, { privileged: true }], // The API server refuses false beside it,
  [{ capabilities: { add: ['KILL', 'CAP_SYS_ADMIN'] } }, { capabilities: { add: ['KILL', 'CAP_SYS_ADMIN'] } }], // and beside this,
  [{ capabilities: { add: ['SYS_ADMIN'] } }, { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } }], // but not beside this.
  [[], []],
])('the fix turns the security context %j into %j', (securityContext, expected) => {
  const once = fixed(allowPrivilegeEscalation, withContainers((container) => { container.securityContext = securityContext; }));
  expect(once).toEqual(withContainers((container) => { container.securityContext = expected; }));
  expect(fixed(allowPrivilegeEscalation, once)).toEqual(once);
});
