import { requestsWithinLimits } from '../../../src/controls/startup/requests-within-limits';
import { found, goodPod, violations } from '../support';

const AT = 'spec.containers[0].resources';
const podWith = (resources: unknown) => goodPod((spec) => { spec.containers[0].resources = resources; });

it.each<[string, unknown, string[]]>([
  ['a request below its limit', { requests: { cpu: '100m' }, limits: { cpu: 1 } }, []],
  ['a request at its limit', { requests: { cpu: '1001m', memory: '1Ki' }, limits: { cpu: '1.001', memory: 1024 } }, []],
  ['a request above its limit', { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '1500m', memory: '1G' } }, [`${AT}.requests.cpu`, `${AT}.requests.memory`]],
  ['nothing at all', { requests: { cpu: 0 }, limits: { cpu: '0' } }, []],
  ['any resource', { requests: { 'nvidia.com/gpu': 2 }, limits: { 'nvidia.com/gpu': 1 } }, [`${AT}.requests["nvidia.com/gpu"]`]],
  ['a request without a limit', { requests: { cpu: '1' }, limits: { memory: '1Mi' } }, []],
  ['null as limit', { requests: { cpu: '1' }, limits: { cpu: null } }, []],
  ['a limit alone', { limits: { cpu: '1' } }, []],
  ['no quantities', { requests: { cpu: 'much', memory: '1 Gi' }, limits: { cpu: '', memory: '1GB' } },
    [`${AT}.requests.cpu`, `${AT}.requests.memory`, `${AT}.limits.cpu`, `${AT}.limits.memory`]],
  ['negative ones', { requests: { cpu: -1 }, limits: { cpu: '-500m' } }, [`${AT}.requests.cpu`, `${AT}.limits.cpu`]],
  ['null', null, []],
  ['odd JSON', { requests: 'x', limits: ['-1'] }, []],
  ['quantities of other types', { requests: { cpu: true, memory: null }, limits: { cpu: {}, memory: [] } }, []],
])('reports what is wrong, and nothing else: %s', (_, resources, expected) => {
  expect(found(requestsWithinLimits, podWith(resources))).toEqual(expected);
});

it('looks at containers of every sort, at the pod itself and at sizes of scratch volumes', () => {
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

it('says what is wrong', () => {
  const details = violations(requestsWithinLimits, podWith({ requests: { a: '2', b: 'x', c: -1 }, limits: { a: 1 } })).map(({ detail }) => detail);
  expect(details).toEqual(['is more than the limit of 1', 'is not a quantity', 'is negative']);
});
