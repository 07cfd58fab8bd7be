import { choosesIdentity, Identity } from '../../../src/policy/settings/identity';

test.each<[boolean, Identity, { [container: string]: Identity }]>([
  [false, {}, {}],
  [true, { user: 7 }, {}],
  [true, {}, { main: { user: 7 } }],
  [true, { group: 7 }, { main: { user: 7 } }],
])('it is %s that ids are chosen by %j for the pod and %j for containers', (isChosen, identity, containerIdentities) => {
  expect(choosesIdentity({ identity, containerIdentities })).toBe(isChosen);
});
