import { autopilotEphemeralStorage } from '../../../src/controls/platform/autopilot-ephemeral-storage';
import { PLATFORMS } from '../../../src/settings/settings';
import { found, goodPod, violations } from '../support';

const platform = 'gke-autopilot';
const asks = (requests: unknown, limits: unknown = requests, more = {}) => ({
  name: 'x', ...more, resources: { requests: { 'ephemeral-storage': requests }, limits: { 'ephemeral-storage': limits } },
});
const podOf = (containers: unknown, initContainers: unknown = []) => goodPod((spec) => Object.assign(spec, { containers, initContainers }));
const sidecar = { restartPolicy: 'Always' };

it.each<[string, unknown, unknown, string | undefined]>([
  ['the least', [asks('10Mi')], [], undefined],
  ['the most', [asks('10Gi')], [], undefined],
  ['a little', [asks('9Mi')], [], '9Mi'],
  ['too much', [asks('11Gi')], [], '11Gi'],
  ['the most in several', [asks('5Gi'), asks('5Gi')], [], undefined],
  ['too much in several', [asks('6Gi'), asks('5Gi')], [], '11Gi'],
  ['a limit alone, which is the request too', [asks(undefined, '11Gi')], [], '11Gi'],
  ['a high limit, which Autopilot lowers', [asks('1Gi', '20Gi')], [], undefined],
  ['init containers, one after the other', [asks('1Gi')], [asks('9Gi'), asks('10Gi')], undefined],
  ['an init container that asks for too much', [asks('1Gi')], [asks('11Gi')], '11Gi'],
  ['sidecars, which stay', [asks('6Gi')], [asks('5Gi', '5Gi', sidecar)], '11Gi'],
  ['a sidecar beside an init container', [asks('1Gi')], [asks('2Gi', '2Gi', sidecar), asks('9Gi')], '11Gi'],
  ['an init container before the sidecar', [asks('1Gi')], [asks('9Gi'), asks('2Gi', '2Gi', sidecar)], undefined],
  ['nothing', [{ name: 'x' }], [], undefined],
  ['odd JSON', [null, asks({}), asks(null), { resources: 'x' }, asks('plenty')], 'text', undefined],
  ['no containers', {}, null, undefined],
])('reports what is wrong, and nothing else: %s', (_, containers, initContainers, value) => {
  const wrong = violations(autopilotEphemeralStorage, podOf(containers, initContainers), undefined, { platform });
  expect(wrong.map((violation) => violation.value)).toEqual(value ? [value] : []);
  expect(wrong.map(({ path }) => path)).toEqual(value ? [['spec', 'containers']] : []);
});

it.each(PLATFORMS.filter((other) => other !== platform))('%s has no such rule', (other) => {
  expect(found(autopilotEphemeralStorage, podOf([asks('11Gi')]), undefined, { platform: other })).toEqual([]);
});
