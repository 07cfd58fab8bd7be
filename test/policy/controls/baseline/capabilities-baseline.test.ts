import { capabilitiesBaseline } from '../../../../src/policy/controls/baseline/capabilities-baseline';
import { found, violations } from '../support';
import { CONTAINERS, ODD, withContexts } from './contexts';

test('reports each added capability by its index', () => {
  const pod = withContexts({ capabilities: { add: ['SYS_ADMIN', 'CHOWN', 'NET_RAW'] } });
  expect(found(capabilitiesBaseline, pod)).toEqual(CONTAINERS.flatMap((container) =>
    [`${container}.securityContext.capabilities.add[0]`, `${container}.securityContext.capabilities.add[2]`]));
  expect(violations(capabilitiesBaseline, pod)[0]).toMatchObject({ container: 'setup', value: 'SYS_ADMIN' });
});

test.each(ODD)('capabilities of %j have no findings', (capabilities) => {
  expect(found(capabilitiesBaseline, withContexts({ capabilities }))).toEqual([]);
});

test.each(['SYS_ADMIN', 7, { 0: 'SYS_ADMIN' }, true, null])('an add list of %j counts as empty', (add) => {
  expect(found(capabilitiesBaseline, withContexts({ capabilities: { add } }))).toEqual([]);
});

test.each([7, null, ['CHOWN'], {}])('%j is not in the default set of capabilities', (capability) => {
  expect(found(capabilitiesBaseline, withContexts({ capabilities: { add: [capability] } }))).toHaveLength(CONTAINERS.length);
});
