import { deployment, said } from './support';
import { unnamedContainer } from '../../../src/controls/declarations/unnamed-container';

const OPTION = { unnamedContainers: ['Dockerfile web.Dockerfile'] };

test('an option for the only container need not name it, even with init containers', () => {
  expect(said(unnamedContainer, OPTION, deployment({ initContainers: [{ name: 'setup' }], containers: [{ name: 'main' }] }))).toEqual([]);
});

test('refuses an unnamed option in a pod with several containers, and lists their names', () => {
  expect(said(unnamedContainer, OPTION, deployment({ containers: [{ name: 'main' }, { name: 'proxy' }] })))
    .toEqual(['Dockerfile web.Dockerfile does not name its container, and the pod has several: name one of "main", "proxy"']);
});
