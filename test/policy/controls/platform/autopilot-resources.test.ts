import { autopilotResources } from '../../../../src/policy/controls/platform/autopilot-resources';
import { PLATFORMS } from '../../../../src/policy/settings/target';
import { PLACE, podWith } from '../hardened/pod-with';
import { found } from '../support';

const platform = 'gke-autopilot';
const same = { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '1Gi' };
/** What is wrong in the container that `podWith` adds. */
const added = (list: 'containers' | 'initContainers', resources: unknown) =>
  found(autopilotResources, podWith({ resources }, list), undefined, { target: { platform } })
    .filter((path) => path.startsWith(PLACE[list]));

describe.each(['cpu', 'memory', 'ephemeral-storage'])('in %s', (resource) => {
  it.each([
    ['1', '2', true],
    ['2', '1', true],
    ['1Gi', '1024Mi', false],
    ['0.5', '500m', false],
    [1, '1', false],
    [undefined, '1', false],
    ['1', undefined, false],
    [null, '1', false],
    ['plenty', '1', false],
    ['1', {}, false],
  ])('evaluates a request of %p and a limit of %p', (request, limit, isOther) => {
    const resources = { requests: { ...same, [resource]: request }, limits: { ...same, [resource]: limit } };
    expect(added('containers', resources)).toEqual(isOther ? [`${PLACE.containers}.resources.limits.${resource}`] : []);
    expect(added('initContainers', resources)).toEqual(isOther ? [`${PLACE.initContainers}.resources.limits.${resource}`] : []);
  });
});

it('reports all three resources, also in a good pod with higher limits', () => {
  expect(found(autopilotResources, podWith({ resources: null }), undefined, { target: { platform } })).toEqual([
    ...['cpu', 'ephemeral-storage'].map((resource) => `spec.initContainers[0].resources.limits.${resource}`),
    ...['cpu', 'ephemeral-storage'].map((resource) => `spec.containers[0].resources.limits.${resource}`),
  ]);
});

it.each([null, 'text', [], {}, { requests: 'text', limits: [] }])('resources of %j set none', (resources) => {
  expect(added('containers', resources)).toEqual([]);
});

it.each(PLATFORMS.filter((other) => other !== platform))('%s has no such rule', (other) => {
  expect(found(autopilotResources, podWith({}), undefined, { target: { platform: other } })).toEqual([]);
});
