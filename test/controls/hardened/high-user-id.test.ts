import { highUserId } from '../../../src/controls/hardened/high-user-id';
import { CONTAINER_LISTS } from '../../../src/manifest/pod';
import { found, goodPod } from '../support';
import { PLACE, podWith } from './pod-with';

const own = (runAsUser: unknown) => ({ securityContext: { runAsUser } });

test.each([1, 65, 1000, 10000, -1])('reports the uid %p', (id) => {
  expect(found(highUserId, podWith(own(id)))).toEqual(['spec.containers[1].securityContext.runAsUser']);
});

test.each([10001, 65532, 0, undefined, null, '1000', true])('accepts the uid %p', (id) => {
  expect(found(highUserId, podWith(own(id)))).toEqual([]);
  expect(found(highUserId, goodPod((spec) => { spec.securityContext.runAsUser = id; }))).toEqual([]);
});

test.each(CONTAINER_LISTS)('checks %s', (list) => {
  expect(found(highUserId, podWith(own(1000), list))).toEqual([`${PLACE[list]}.securityContext.runAsUser`]);
});

test('reports an inherited id once, at the pod', () => {
  expect(found(highUserId, goodPod((spec) => { spec.securityContext.runAsUser = 1000; }))).toEqual(['spec.securityContext.runAsUser']);
});

test('accepts an id of the pod that every container overrides', () => {
  expect(found(highUserId, goodPod((spec) => {
    spec.securityContext.runAsUser = 1000;
    [...spec.initContainers, ...spec.containers].forEach(({ securityContext }) => { securityContext.runAsUser = 20000; });
  }))).toEqual([]);
});

test.each([[false, 0], [true, 1], [undefined, 1], ['false', 1]])('with hostUsers %p there are %d findings', (hostUsers, count) => {
  const pod = goodPod((spec) => Object.assign(spec, { hostUsers, securityContext: { runAsUser: 1000 } }));
  expect(found(highUserId, pod)).toHaveLength(count);
});
