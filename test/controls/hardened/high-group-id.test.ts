import { highGroupId } from '../../../src/controls/hardened/high-group-id';
import { CONTAINER_LISTS } from '../../../src/manifest/pod';
import { found, goodPod } from '../support';
import { PLACE, podWith } from './pod-with';

const own = (runAsGroup: unknown) => ({ securityContext: { runAsGroup } });

test.each([1, 65, 1000, 10000, -1])('reports the gid %p', (id) => {
  expect(found(highGroupId, podWith(own(id)))).toEqual(['spec.containers[1].securityContext.runAsGroup']);
});

test.each([10001, 65532, 0, undefined, null, '1000', true])('accepts the gid %p', (id) => {
  expect(found(highGroupId, podWith(own(id)))).toEqual([]);
  expect(found(highGroupId, goodPod((spec) => { spec.securityContext.runAsGroup = id; }))).toEqual([]);
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(highGroupId, podWith(own(1000), list))).toEqual([`${PLACE[list]}.securityContext.runAsGroup`]);
});

test('reports an inherited id once, at the pod', () => {
  expect(found(highGroupId, goodPod((spec) => { spec.securityContext.runAsGroup = 1000; }))).toEqual(['spec.securityContext.runAsGroup']);
});

test('accepts an id of the pod that every container overrides', () => {
  expect(found(highGroupId, goodPod((spec) => {
    spec.securityContext.runAsGroup = 1000;
    [...spec.initContainers, ...spec.containers].forEach(({ securityContext }) => { securityContext.runAsGroup = 20000; });
  }))).toEqual([]);
});

test.each([[false, 0], [true, 1], [undefined, 1], ['false', 1]])('with hostUsers %p there are %d findings', (hostUsers, count) => {
  const pod = goodPod((spec) => Object.assign(spec, { hostUsers, securityContext: { runAsGroup: 1000 } }));
  expect(found(highGroupId, pod)).toHaveLength(count);
});
