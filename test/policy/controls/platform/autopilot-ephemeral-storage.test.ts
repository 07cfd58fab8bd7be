import { autopilotEphemeralStorage } from '../../../../src/policy/controls/platform/autopilot-ephemeral-storage';
import { PLATFORMS } from '../../../../src/policy/settings/target';
import { found, goodPod, violations } from '../support';

const platform = 'gke-autopilot';
const asks = (requests: unknown, limits: unknown = requests, more = {}) => ({
  name: 'x', ...more, resources: { requests: { 'ephemeral-storage': requests }, limits: { 'ephemeral-storage': limits } },
});
const podOf = (containers: unknown, initContainers: unknown = []) => goodPod((spec) => Object.assign(spec, { containers, initContainers }));
const sidecar = { restartPolicy: 'Always' };

it.each<[string, unknown, unknown, string | undefined]>([
  ['the minimum', [asks('10Mi')], [], undefined],
  ['the maximum', [asks('10Gi')], [], undefined],
  ['below the minimum', [asks('9Mi')], [], '9Mi'],
  ['above the maximum', [asks('11Gi')], [], '11Gi'],
  ['the maximum, in several containers', [asks('5Gi'), asks('5Gi')], [], undefined],
  ['above the maximum, in several containers', [asks('6Gi'), asks('5Gi')], [], '11Gi'],
  ['only a limit, which is also the request', [asks(undefined, '11Gi')], [], '11Gi'],
  ['a high limit, which Autopilot lowers', [asks('1Gi', '20Gi')], [], undefined],
  ['init containers, which run one by one', [asks('1Gi')], [asks('9Gi'), asks('10Gi')], undefined],
  ['an init container above the maximum', [asks('1Gi')], [asks('11Gi')], '11Gi'],
  ['sidecars, which keep running', [asks('6Gi')], [asks('5Gi', '5Gi', sidecar)], '11Gi'],
  ['a sidecar with an init container', [asks('1Gi')], [asks('2Gi', '2Gi', sidecar), asks('9Gi')], '11Gi'],
  ['an init container before the sidecar', [asks('1Gi')], [asks('9Gi'), asks('2Gi', '2Gi', sidecar)], undefined],
  ['no resources', [{ name: 'x' }], [], undefined],
  ['malformed JSON', [null, asks({}), asks(null), { resources: 'x' }, asks('plenty')], 'text', undefined],
  ['no containers', {}, null, undefined],
])('reports only wrong requests: %s', (_, containers, initContainers, value) => {
  const wrong = violations(autopilotEphemeralStorage, podOf(containers, initContainers), undefined, { target: { platform } });
  expect(wrong.map((violation) => violation.value)).toEqual(value ? [value] : []);
  expect(wrong.map(({ path }) => path)).toEqual(value ? [['spec', 'containers']] : []);
});

it.each(PLATFORMS.filter((other) => other !== platform))('%s has no such rule', (other) => {
  expect(found(autopilotEphemeralStorage, podOf([asks('11Gi')]), undefined, { target: { platform: other } })).toEqual([]);
});
