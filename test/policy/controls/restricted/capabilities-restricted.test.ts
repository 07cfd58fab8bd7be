import { capabilitiesRestricted } from '../../../../src/policy/controls/restricted/capabilities-restricted';
import { CONTAINERS, fixed, ODD, withContainers, withContexts } from '../baseline/contexts';
import { fixed as fixedFor } from '../hardened/fixed';
import { found, goodPod } from '../support';

const namesIn = (capabilities: unknown) => found(capabilitiesRestricted, withContexts({ capabilities }));
const everywhere = (...fields: string[]) => CONTAINERS.flatMap((container) => fields.map((field) => `${container}.securityContext.capabilities.${field}`));

test('reports the missing drop first, then each added capability', () => {
  expect(namesIn({ add: ['CHOWN', 'NET_BIND_SERVICE', 'KILL'], drop: ['NET_RAW'] })).toEqual(everywhere('drop', 'add[0]', 'add[2]'));
  expect(namesIn({ add: ['NET_BIND_SERVICE', 'KILL'], drop: ['ALL'] })).toEqual(everywhere('add[1]'));
});

test.each([...ODD, ...['ALL', { 0: 'ALL' }, [['ALL']]].map((drop) => ({ drop }))])('capabilities of %j drop nothing', (capabilities) => {
  expect(namesIn(capabilities)).toEqual(everywhere('drop'));
});

test.each(ODD)('a security context of %j drops nothing', (securityContext) => {
  expect(found(capabilitiesRestricted, withContainers((container) => { container.securityContext = securityContext; }))).toEqual(everywhere('drop'));
});

test.each([
  [undefined, { capabilities: { drop: ['ALL'] } }],
  [{ capabilities: null }, { capabilities: { drop: ['ALL'] } }],
  [{ capabilities: { drop: [] } }, { capabilities: { drop: ['ALL'] } }],
  [{ capabilities: { add: ['NET_BIND_SERVICE'] } }, { capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } }],
  [{ capabilities: { drop: ['NET_RAW'] } }, { capabilities: { drop: ['NET_RAW'] } }],
  [{ capabilities: 'text' }, { capabilities: 'text' }],
  ['text', 'text'],
])('the fix turns the security context %j into %j', (securityContext, expected) => {
  const once = fixed(capabilitiesRestricted, withContainers((container) => { container.securityContext = securityContext; }));
  expect(once).toEqual(withContainers((container) => { container.securityContext = expected; }));
  expect(fixed(capabilitiesRestricted, once)).toEqual(once);
});

test('the fix does not change a malformed drop list', () => {
  const pod = withContexts({ capabilities: { drop: 'ALL' } });
  expect(fixed(capabilitiesRestricted, pod)).toEqual(pod);
});

test('the fix adds the capabilities of an identity, and a container\'s override the pod\'s', () => {
  const identity = { user: 0, isRoot: true, capabilities: ['CHOWN'] };
  const addedTo = ({ spec }: any) => [...spec.initContainers, ...spec.containers]
    .map(({ securityContext }) => securityContext.capabilities.add);
  expect(addedTo(fixedFor(capabilitiesRestricted, goodPod(), { choices: { identity } }))).toEqual([['CHOWN'], ['CHOWN']]);
  const containerIdentities = { main: { capabilities: ['SETUID'] }, setup: {} };
  expect(addedTo(fixedFor(capabilitiesRestricted, goodPod(), { choices: { identity, containerIdentities } }))).toEqual([undefined, ['SETUID']]);
  const own = goodPod(({ containers }) => { containers[0].securityContext.capabilities.add = ['KILL']; });
  expect(addedTo(fixedFor(capabilitiesRestricted, own, { choices: { identity } }))).toEqual([['CHOWN'], ['KILL']]);
});
