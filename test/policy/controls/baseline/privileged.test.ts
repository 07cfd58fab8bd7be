import { privileged } from '../../../../src/policy/controls/baseline/privileged';
import { found } from '../support';
import { CONTAINERS, fixed, ODD, withContainers, withContexts } from './contexts';

test('reports the field in every container', () => {
  expect(found(privileged, withContexts({ privileged: true })))
    .toEqual(CONTAINERS.map((container) => `${container}.securityContext.privileged`));
});

test.each(['true', 1, {}, [true], null])('accepts %j', (value) => {
  expect(found(privileged, withContexts({ privileged: value }))).toEqual([]);
});

test.each(ODD)('a security context of %j has no findings', (securityContext) => {
  expect(found(privileged, withContainers((container) => { container.securityContext = securityContext; }))).toEqual([]);
});

test.each([
  [{ }, { privileged: false }],
  [null, { privileged: false }],
  [{ privileged: null }, { privileged: false }],
  [{ privileged: true }, { privileged: true }],
  [{ privileged: 'no' }, { privileged: 'no' }],
  ['text', 'text'],
])('the fix turns the security context %j into %j', (securityContext, expected) => {
  const once = fixed(privileged, withContainers((container) => { container.securityContext = securityContext; }));
  expect(once).toEqual(withContainers((container) => { container.securityContext = expected; }));
  expect(fixed(privileged, once)).toEqual(once);
});
