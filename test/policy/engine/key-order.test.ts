import { JsonObject } from '../../../src/formats/manifest/json';
import { podsOf } from '../../../src/formats/manifest/workload';
import { isSorted, keepingKeyOrder } from '../../../src/policy/engine/key-order';

/** The keys of a container after a key was appended to it. */
function keysAfterAppending(key: string, container: JsonObject): string[] {
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [container] } });
  keepingKeyOrder(pod, () => container[key] = {});
  return Object.keys(container);
}

test.each([
  ['in the middle', 'b', { a: 1, c: 2, d: 3 }, ['a', 'b', 'c', 'd']],
  ['at the start', 'a', { b: 1, c: 2 }, ['a', 'b', 'c']],
  ['at the end', 'c', { a: 1, b: 2 }, ['a', 'b', 'c']],
  ['at the end if the keys are not sorted', 'b', { c: 1, a: 2 }, ['c', 'a', 'b']],
])('inserts a new key %s', (_, key, container: JsonObject, expected) => {
  expect(keysAfterAppending(key, container)).toEqual(expected);
});

test.each<[string[], boolean]>([
  [[], true], [[''], true], [['', 'A'], true], [['A', 'B', 'a'], true], [['a', 'B'], false], [['b', 'a'], false], [['a', 'c', 'b'], false],
])('isSorted of the keys %j is %s', (keys, expected) => {
  expect(isSorted(Object.fromEntries(keys.map((key) => [key, 1])))).toBe(expected);
});

test('sorts keys in every object that it appends to', () => {
  const resources: any = { limits: { cpu: '1' }, requests: { memory: '1' } };
  const container: any = { name: 'main', resources, securityContext: { b: 1 } };
  const spec: any = { containers: [container], securityContext: { b: 1 } };
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', spec });
  const owned = [spec, spec.securityContext, container, container.securityContext, resources, resources.limits, resources.requests];
  keepingKeyOrder(pod, () => owned.forEach((object) => object.A = 1));
  owned.forEach((object) => expect(Object.keys(object)[0]).toBe('A'));
});

test('a key named __proto__ is treated as data', () => {
  const container = JSON.parse('{"__proto__": {"x": 1}, "b": 2}');
  expect(keysAfterAppending('a', container)).toEqual(['__proto__', 'a', 'b']);
  expect(JSON.stringify(container)).toBe('{"__proto__":{"x":1},"a":{},"b":2}');
});
