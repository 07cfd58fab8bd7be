import { jsonPatch, patchedByJson } from '../../../src/tasks/chart-values/patches/json-patch';
import { mergedPatch, strategicPatch } from '../../../src/tasks/chart-values/patches/strategic';

const pod = (spec: object): any => ({ spec });
const containers = (...list: object[]): any => pod({ containers: list });

const CASES: readonly (readonly [string, any, any])[] = [
  ['a field that is added', containers({ name: 'a' }), containers({ name: 'a', securityContext: { runAsUser: 1 } })],
  ['a field that is removed', containers({ name: 'a', securityContext: { runAsUser: 0, x: 1 } }), containers({ name: 'a', securityContext: { x: 1 } })],
  ['a list that is replaced', pod({ capabilities: { drop: ['A'] } }), pod({ capabilities: { drop: ['ALL'] } })],
  ['an element that is added first', containers({ name: 'a' }), containers({ name: 'b', image: 'x' }, { name: 'a' })],
  ['an element that is removed', pod({ env: [{ name: 'a' }, { name: 'b' }] }), pod({ env: [{ name: 'b' }] })],
  ['one of two containers', containers({ name: 'a' }, { name: 'b' }), containers({ name: 'a' }, { name: 'b', image: 'x' })],
];

test.each(CASES)('a strategic merge patch says %s', (_, before, after) => {
  expect(mergedPatch(before, strategicPatch(before, after)!)).toEqual(after);
  expect(strategicPatch(after, after)).toBe(undefined);
});

test('a patch keeps the order of containers, and names only the containers up to the last one that changes', () => {
  const before = pod({ initContainers: [{ name: 'a' }, { name: 'b' }], containers: [{ name: 'c' }, { name: 'd' }], volumes: [{ name: 'v' }, { name: 'w' }] });
  const after = pod({ initContainers: [{ name: 'a' }, { name: 'b', x: 1 }], containers: [{ name: 'c', x: 1 }, { name: 'd' }], volumes: [{ name: 'v' }, { name: 'w', x: 1 }] });
  const patch = strategicPatch(before, after)!;
  expect(patch).toEqual(pod({ initContainers: [{ name: 'a' }, { name: 'b', x: 1 }], containers: [{ name: 'c', x: 1 }], volumes: [{ name: 'w', x: 1 }] }));
  expect(mergedPatch(before, pod({ containers: [{ name: 'd', x: 1 }] })).spec).toMatchObject({ containers: [{ name: 'd', x: 1 }, { name: 'c' }] });
});

test.each(CASES)('a JSON patch says %s', (_, before, after) => {
  const frozen = JSON.stringify(before);
  expect(patchedByJson(before, jsonPatch(before, after))).toEqual(after);
  expect(JSON.stringify(before)).toBe(frozen);
});

test('elements that cannot be told apart have no strategic merge patch', () => {
  expect(() => strategicPatch(containers({ name: 'a' }, { name: 'a' }), containers({ name: 'a' }, { name: 'a', x: 1 })))
    .toThrow('an element of containers has no name, or two elements have the same name');
});

test('a JSON patch adds to a list, and does not replace it', () => {
  const before = pod({ volumes: [{ name: 'a' }] });
  const patch = jsonPatch(before, pod({ volumes: [{ name: 'a' }, { name: 'b' }] }));
  expect(patch).toEqual([{ op: 'add', path: '/spec/volumes/-', value: { name: 'b' } }]);
  expect(patchedByJson(pod({ volumes: [{ name: 'a' }, { name: 'new' }] }), patch)).toEqual(pod({ volumes: [{ name: 'a' }, { name: 'new' }, { name: 'b' }] }));
});

test.each([
  ['another container in its place', containers({ name: 'b' }), '/spec/containers/0/name is "b", and not "a"'],
  ['no container', pod({}), '/spec/containers/0/name has no parent'],
])('a JSON patch for %s does not fit', (_, now, message) => {
  const patch = jsonPatch(containers({ name: 'a' }), containers({ name: 'a', securityContext: { runAsUser: 1 } }));
  expect(() => patchedByJson(now, patch)).toThrow(message);
});
