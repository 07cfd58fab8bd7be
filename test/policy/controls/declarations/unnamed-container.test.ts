import { deployment, messagesOf, violationsOf } from './support';
import { unnamedContainer } from '../../../../src/policy/controls/declarations/unnamed-container';

const OPTION = { unnamedContainers: ['Dockerfile web.Dockerfile'] };

test('an option for the only container need not name it, even with init containers', () => {
  expect(messagesOf(unnamedContainer, OPTION, deployment({ initContainers: [{ name: 'setup' }], containers: [{ name: 'main' }] }))).toEqual([]);
});

test('refuses an unnamed option in a pod with several containers, and lists their names', () => {
  expect(messagesOf(unnamedContainer, OPTION, deployment({ containers: [{ name: 'main' }, { name: 'proxy' }] })))
    .toEqual(['Dockerfile web.Dockerfile does not name its container, and the pod has several: name one of "main", "proxy"']);
});

test('lists containers only, and not init containers', () => {
  const object = deployment({ initContainers: [{ name: 'setup' }, { name: 'late' }], containers: [{ name: 'main' }, { name: 'proxy' }] });
  expect(messagesOf(unnamedContainer, OPTION, object)).toEqual([expect.stringMatching(/: name one of "main", "proxy"$/)]);
});

test('reports the pod', () => {
  const object = deployment({ containers: [{ name: 'main' }, { name: 'proxy' }] });
  expect(violationsOf(unnamedContainer, OPTION, object).map(({ path }) => path)).toEqual([['spec', 'template', 'spec']]);
});

test.each([deployment({ containers: [{ name: 'main' }] }), { apiVersion: 'v1', kind: 'ConfigMap' }])('accepts %j', (object) => {
  expect(messagesOf(unnamedContainer, OPTION, object)).toEqual([]);
});
