import { requestsWithinLimits } from '../../../../src/policy/controls/startup/requests-within-limits';
import { found, goodPod, violations } from '../support';

const AT = 'spec.containers[0].resources';
const podWith = (resources: unknown) => goodPod((spec) => { spec.containers[0].resources = resources; });

it.each<[string, unknown, string[]]>([
  ['a request below its limit', { requests: { cpu: '100m' }, limits: { cpu: 1 } }, []],
  ['a request at its limit', { requests: { cpu: '1001m', memory: '1Ki' }, limits: { cpu: '1.001', memory: 1024 } }, []],
  ['a request above its limit', { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '1500m', memory: '1G' } }, [`${AT}.requests.cpu`, `${AT}.requests.memory`]],
  ['requests and limits of zero', { requests: { cpu: 0 }, limits: { cpu: '0' } }, []],
  ['any resource', { requests: { 'nvidia.com/gpu': 2 }, limits: { 'nvidia.com/gpu': 1 } }, [`${AT}.requests["nvidia.com/gpu"]`]],
  ['a request without a limit', { requests: { cpu: '1' }, limits: { memory: '1Mi' } }, []],
  ['null as limit', { requests: { cpu: '1' }, limits: { cpu: null } }, []],
  ['only a limit', { limits: { cpu: '1' } }, []],
  ['invalid quantities', { requests: { cpu: 'much', memory: '1 Gi' }, limits: { cpu: '', memory: '1GB' } },
    [`${AT}.requests.cpu`, `${AT}.requests.memory`, `${AT}.limits.cpu`, `${AT}.limits.memory`]],
  ['negative quantities', { requests: { cpu: -1 }, limits: { cpu: '-500m' } }, [`${AT}.requests.cpu`, `${AT}.limits.cpu`]],
  ['null', null, []],
  ['malformed JSON', { requests: 'x', limits: ['-1'] }, []],
  ['quantities of other types', { requests: { cpu: true, memory: null }, limits: { cpu: {}, memory: [] } }, []],
])('reports what is wrong, and nothing else: %s', (_, resources, expected) => {
  expect(found(requestsWithinLimits, podWith(resources))).toEqual(expected);
});

it('checks containers of every list, the pod itself and the sizes of emptyDirs', () => {
  const resources = { requests: { cpu: 2 }, limits: { cpu: 1 } };
  expect(found(requestsWithinLimits, goodPod((spec) => {
    spec.resources = resources;
    spec.initContainers[0].resources = resources;
    spec.ephemeralContainers = [{ name: 'debug', resources }];
    spec.volumes = [null, { name: 'x', emptyDir: { sizeLimit: '1GB' } }, { name: 'y', emptyDir: { sizeLimit: '1G' } }];
  }))).toEqual([
    'spec.resources.requests.cpu',
    'spec.initContainers[0].resources.requests.cpu',
    'spec.ephemeralContainers[0].resources.requests.cpu',
    'spec.volumes[1].emptyDir.sizeLimit',
  ]);
});

it('explains what is wrong', () => {
  const details = violations(requestsWithinLimits, podWith({ requests: { a: '2', b: 'x', c: -1 }, limits: { a: 1 } })).map(({ detail }) => detail);
  expect(details).toEqual(['is more than the limit of 1', 'is not a quantity', 'is negative']);
});
