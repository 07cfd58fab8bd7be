import { deployment, messagesOf, violationsOf } from './support';
import { conflictingUser } from '../../../../src/policy/controls/declarations/conflicting-user';

const CHOSEN = { chosenUsers: [{ container: 'main', user: 1, group: 2 }] };
const pod = (securityContext: object) => deployment({ containers: [{ name: 'main', securityContext }, { name: 'proxy', securityContext: { runAsUser: 9 } }] });

test.each([[{}], [{ runAsUser: 1, runAsGroup: 2 }], [{ runAsUser: null }]])('%j agrees with the option', (securityContext) => {
  expect(messagesOf(conflictingUser, CHOSEN, pod(securityContext))).toEqual([]);
});

test('refuses another user or group of the same container', () => {
  expect(messagesOf(conflictingUser, CHOSEN, pod({ runAsUser: 3, runAsGroup: 4 }))).toEqual([
    'securityContext.user of container "main" is 3, and containerSettings.main.runAs sets 1: remove one of the two',
    'securityContext.group of container "main" is 4, and containerSettings.main.runAs sets 2: remove one of the two',
  ]);
});

test('accepts a group that the option does not set', () => {
  expect(messagesOf(conflictingUser, { chosenUsers: [{ container: 'main', user: 1 }] }, pod({ runAsUser: 1, runAsGroup: 4 }))).toEqual([]);
});

test('reports the field of the container', () => {
  expect(violationsOf(conflictingUser, CHOSEN, pod({ runAsGroup: 4 })).map(({ path, container }) => [path.join('.'), container]))
    .toEqual([['spec.template.spec.containers.0.securityContext.runAsGroup', 'main']]);
});
