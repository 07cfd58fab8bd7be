import { openshiftIds } from '../../../../src/policy/controls/platform/openshift-ids';
import { remedyInCodeOf } from '../../../../src/policy/controls/remedy-in-code';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodContainer, goodPod, violations } from '../support';

/** A good pod whose ids are these alone. */
const podWith = (ofPod: any, ofContainers: any = {}) => goodPod((spec) => {
  spec.securityContext = ofPod;
  spec.ephemeralContainers = [goodContainer('debug')];
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    Object.assign(spec[list][0].securityContext, ofContainers);
  }
});

const inPod = (...fields: string[]) => fields.map((field) => `spec.securityContext.${field}`);
const inContainers = (field: string) => ['initContainers', 'containers', 'ephemeralContainers'].map((list) => `spec.${list}[0].securityContext.${field}`);

describe('restricted-v2', () => {
  it.each<[string, any, any, string[]]>([
    ['no ids', {}, {}, []],
    ['ids of the pod', { runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 }, {}, inPod('runAsUser', 'runAsGroup', 'fsGroup')],
    ['a uid in the range of a namespace', { runAsUser: 1000650000 }, {}, inPod('runAsUser')],
    ['root', { runAsUser: 0, fsGroup: 0 }, {}, inPod('runAsUser', 'fsGroup')],
    ['root\'s group, which its images are made for', { runAsGroup: 0 }, { runAsGroup: 0 }, []],
    ['additional groups', { supplementalGroups: [1, 65535, 1e9] }, {}, []],
    ['uids of containers', {}, { runAsUser: 1000 }, inContainers('runAsUser')],
    ['gids of containers', {}, { runAsGroup: 1000 }, inContainers('runAsGroup')],
    ['null and wrong types', { runAsUser: null, fsGroup: '1000', runAsGroup: {} }, { runAsUser: [] }, []],
    ['no security context', 'text', {}, []],
  ])('reports only wrong ids: %s', (_, ofPod, ofContainers, expected) => {
    expect(found(openshiftIds, podWith(ofPod, ofContainers), undefined, { target: { platform: 'openshift' } }).sort()).toEqual([...expected].sort());
  });
});

describe('restricted-v3', () => {
  it.each<[string, any, any, string[]]>([
    ['no ids', {}, {}, []],
    ['the bounds of the range', { runAsUser: 1000, fsGroup: 65534, supplementalGroups: [1000, 65534] }, { runAsUser: 65534 }, []],
    ['the default ids', { runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 }, {}, []],
    ['ids below the range', { runAsUser: 999, fsGroup: 999, supplementalGroups: [1000, 999] }, {}, inPod('runAsUser', 'fsGroup', 'supplementalGroups[1]')],
    ['ids above the range', { runAsUser: 65535, fsGroup: 65535, supplementalGroups: [65535] }, {}, inPod('runAsUser', 'fsGroup', 'supplementalGroups[0]')],
    ['root', { runAsUser: 0 }, { runAsUser: 0 }, [...inPod('runAsUser'), ...inContainers('runAsUser')]],
    ['gids, which have no rule', { runAsGroup: 0 }, { runAsGroup: 101 }, []],
    ['null and wrong types', { runAsUser: '0', fsGroup: null, supplementalGroups: ['0', null, {}] }, {}, []],
  ])('reports only wrong ids: %s', (_, ofPod, ofContainers, expected) => {
    expect(found(openshiftIds, podWith(ofPod, ofContainers), undefined, { target: { platform: 'openshift-v3' } }).sort()).toEqual([...expected].sort());
  });
});

it.each<PlatformName>(['kubernetes', 'gke-autopilot'])('%s has no such rule', (platform) => {
  expect(found(openshiftIds, podWith({ runAsUser: 0, fsGroup: 1 }, { runAsUser: 1 }), undefined, { target: { platform } })).toEqual([]);
});

it.each<[PlatformName, string]>([
  ['openshift', 'remove it: OpenShift assigns ids to every namespace'],
  ['openshift-v3', 'use an id from 1000 to 65534, or remove it'],
])('the remedy on %s names the ids to choose', (platform, remedy) => {
  const [violation] = violations(openshiftIds, podWith({ runAsUser: 101 }), undefined, { target: { platform } });
  expect(violation.remedy).toBe(remedy);
  expect(remedyInCodeOf(violation.remedyInCode, 'hardened')).toContain('RunAs.platformAssigned()`');
});
