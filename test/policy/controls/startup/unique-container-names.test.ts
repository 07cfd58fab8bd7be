import { JsonObject } from '../../../../src/formats/manifest/json';
import { uniqueContainerNames } from '../../../../src/policy/controls/startup/unique-container-names';
import { found, goodPod, violations } from '../support';

const named = (...names: unknown[]) => names.map((name) => ({ name }));
const podWith = (lists: JsonObject) => goodPod((spec) => Object.assign(spec, { initContainers: [], containers: [] }, lists));

it.each<[string, JsonObject, string[]]>([
  ['a single container', { containers: named('a') }, []],
  ['different names', { initContainers: named('a'), containers: named('b', 'c'), ephemeralContainers: named('d') }, []],
  ['names that differ in case', { containers: named('a', 'A') }, []],
  ['two equal names', { containers: named('a', 'b', 'a') }, ['spec.containers[2].name']],
  ['three equal names', { containers: named('a', 'a', 'a') }, ['spec.containers[1].name', 'spec.containers[2].name']],
  ['two equal names of init containers', { initContainers: named('a', 'a'), containers: named('b') }, ['spec.initContainers[1].name']],
  ['equal names of an init container and a container', { initContainers: named('a'), containers: named('a') }, ['spec.containers[0].name']],
  ['equal names of a container and a debug container', { containers: named('a'), ephemeralContainers: named('a') }, ['spec.ephemeralContainers[0].name']],
  ['no names', { containers: [...named(undefined, undefined, null, null), {}, null, 'text', 7] }, []],
  ['malformed lists', { containers: 'text', initContainers: null, ephemeralContainers: {} }, []],
])('reports what is wrong, and nothing else: %s', (_, lists, expected) => expect(found(uniqueContainerNames, podWith(lists))).toEqual(expected));

it('names the containers, also in a template', () => {
  const template = { spec: { containers: named('main', 'main') } };
  expect(violations(uniqueContainerNames, { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template } })).toEqual([{
    container: 'main',
    path: ['spec', 'template', 'spec', 'containers', 1, 'name'],
    value: 'main',
    detail: 'another container has the same name',
    remedy: undefined,
  }]);
});
