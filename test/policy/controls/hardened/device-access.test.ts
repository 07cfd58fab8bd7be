import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { deviceAccess } from '../../../../src/policy/controls/hardened/device-access';
import { found, violations } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const withResources = (limits: unknown, requests?: unknown) => podWith({ resources: { limits, requests } });

test.each(CONTAINER_LISTS)('reports raw block devices of %s by name', (list) => {
  const pod = podWith({ volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }] }, list);
  expect(found(deviceAccess, pod)).toEqual([`${PLACE[list]}.volumeDevices[0]`]);
  expect(violations(deviceAccess, pod)).toMatchObject([{ container: 'more', allowKey: 'disk', detail: 'the container gets the raw block device' }]);
});

test.each([
  ['devices.kubevirt.io/kvm', 'it is a device file of the node'],
  ['smarter-devices/fuse', 'it is a device file of the node'],
  ['squat.ai/tty', 'it is a device file of the node'],
  ['example.com/unknown', 'it may be a device file of the node'],
  ['our.squat.ai/tty', 'it may be a device file of the node'],
  ['notnvidia.com/gpu', 'it may be a device file of the node'],
])('reports the resource %s: %s', (name, detail) => {
  expect(violations(deviceAccess, withResources({ cpu: '1', [name]: '1' }))).toMatchObject([
    { path: ['spec', 'containers', 1, 'resources', 'limits', name], allowKey: `${name}=1`, detail },
  ]);
});

test('reports a request once, by its limit', () => {
  const resources = { 'smarter-devices/fuse': '1' };
  expect(found(deviceAccess, withResources(resources, resources))).toEqual(['spec.containers[1].resources.limits["smarter-devices/fuse"]']);
  expect(found(deviceAccess, withResources({}, resources))).toEqual(['spec.containers[1].resources.requests["smarter-devices/fuse"]']);
});

test.each([
  'cpu', 'hugepages-2Mi', 'ephemeral-storage', 'nvidia.com/gpu', 'vgpu-2.nvidia.com/gpu', 'nvidia.com/mig-1g.5gb', 'amd.com/gpu', 'gpu.intel.com/i915', 'google.com/tpu',
  'aws.amazon.com/neuron', 'vpc.amazonaws.com/pod-eni', 'rdma/hca_shared_devices_a', 'openshift.io/sriov', 'intel.com/qat', 'habana.ai/gaudi',
])('accepts the resource %s', (name) => expect(found(deviceAccess, withResources({ [name]: '1' }))).toEqual([]));

test.each(ODD_LISTS)('survives devices and resources of %j', (odd) => {
  expect(() => found(deviceAccess, podWith({ volumeDevices: odd, resources: odd }))).not.toThrow();
  expect(found(deviceAccess, withResources(odd, odd))).toEqual([]);
});
