import { groupWithoutUser } from '../../../../src/policy/controls/startup/group-without-user';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodContainer, goodPod } from '../support';

const POD = ['spec.securityContext.runAsGroup'];
const CONTAINER = ['spec.containers[0].securityContext.runAsGroup'];

it.each<[string, object | null, object | null, string[]]>([
  ['user and group of the pod', { runAsUser: 1, runAsGroup: 1 }, {}, []],
  ['neither', {}, {}, []],
  ['only a user', { runAsUser: 1 }, {}, []],
  ['only a group of the pod, once for all containers', { runAsGroup: 1 }, {}, POD],
  ['only a group of the container', {}, { runAsGroup: 1 }, CONTAINER],
  ['group 0', {}, { runAsGroup: 0 }, CONTAINER],
  ['a user of 0', { runAsGroup: 1, runAsUser: 0 }, {}, []],
  ['null as user', {}, { runAsGroup: 1, runAsUser: null }, CONTAINER],
  ['the pod\'s user', { runAsUser: 1 }, { runAsGroup: 1 }, []],
  ['malformed JSON', null, null, []],
])('reports what is wrong, and nothing else: %s', (_, ofPod, ofContainer, expected) => {
  expect(found(groupWithoutUser, goodPod((spec) => {
    spec.securityContext = ofPod;
    spec.initContainers[0].securityContext = {};
    spec.containers[0].securityContext = ofContainer;
  }))).toEqual(expected);
});

it('is reported at the pod if a container has no user of its own', () => {
  expect(found(groupWithoutUser, goodPod((spec) => {
    delete spec.securityContext.runAsUser;
    spec.containers[0].securityContext.runAsUser = 1;
  }))).toEqual(POD);
});

it.each<PlatformName>(['openshift', 'openshift-v3'])('is accepted on %s, which adds the uid', (platform) => {
  const pod = goodPod((spec) => { spec.securityContext = { runAsGroup: 0 }; });
  expect(found(groupWithoutUser, pod, undefined, { target: { platform } })).toEqual([]);
});

it('checks containers of every list', () => {
  expect(found(groupWithoutUser, goodPod((spec) => {
    spec.securityContext = {};
    spec.initContainers[0].securityContext = { runAsGroup: 1 };
    spec.ephemeralContainers = [{ ...goodContainer('debug'), securityContext: { runAsGroup: 1 } }];
  }))).toEqual(['spec.initContainers[0].securityContext.runAsGroup', 'spec.ephemeralContainers[0].securityContext.runAsGroup']);
});
