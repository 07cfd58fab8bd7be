import { capabilitiesBaseline } from '../../../src/controls/baseline/capabilities-baseline';
import { found, violations } from '../support';
import { CONTAINERS, ODD, withContexts } from './contexts';

test('names each added capability by its index', () => {
  const pod = withContexts({ capabilities: { add: ['SYS_ADMIN', 'CHOWN', 'NET_RAW'] } });
  expect(found(capabilitiesBaseline, pod)).toEqual(CONTAINERS.flatMap((container) =>
    [`${container}.securityContext.capabilities.add[0]`, `${container}.securityContext.capabilities.add[2]`]));
  expect(violations(capabilitiesBaseline, pod)[0]).toMatchObject({ container: 'setup', value: 'SYS_ADMIN' });
});

test.each(ODD)('capabilities %j add none', (capabilities) => {
  expect(found(capabilitiesBaseline, withContexts({ capabilities }))).toEqual([]);
});

test.each(['SYS_ADMIN', 7, { 0: 'SYS_ADMIN' }, true, null])('an add list %j is empty', (add) => {
  expect(found(capabilitiesBaseline, withContexts({ capabilities: { add } }))).toEqual([]);
});

test.each([7, null, ['CHOWN'], {}])('%j is no capability of the default set', (capability) => {
  expect(found(capabilitiesBaseline, withContexts({ capabilities: { add: [capability] } }))).toHaveLength(CONTAINERS.length);
});
