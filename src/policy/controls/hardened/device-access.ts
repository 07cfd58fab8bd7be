import { asObject, JsonObject, textOf } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { AdmissionCheck } from '../admission';
import { celMatches } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers, ofStartedContainers } from '../specification';
import { at, both, everyContainer, everyEntry, everyField, pinned } from '../violations';

/** Resources that are not devices. Resources without a domain in their names belong to Kubernetes. */
const ORDINARY = new RegExp(`^(?:${[
  /(?:[\w.-]+\.)?(?:kubernetes\.io|nvidia\.com|amd\.com|habana\.ai|qualcomm\.com|huawei\.com|cambricon\.com)/,
  /gpu\.intel\.com|aws\.amazon\.com|vpc\.amazonaws\.com/,
  /google\.com|cloud-tpus\.google\.com|networking\.gke\.io\.networks|aliyun\.com|tencent\.com/,
  /rdma|mellanox\.com|openshift\.io|intel\.com/,
].map(({ source }) => source).join('|')})/`);

const DEVICE_FILE = /^(?:smarter-devices|devices\.kubevirt\.io|squat\.ai|akri\.sh|github\.com)\//;

export const deviceAccess: PodControl = {
  id: 'device-access',
  title: 'No devices of the node',
  level: 'hardened',
  risk: 'medium',
  why: 'A device file gives access to a driver in the node\'s kernel, or to a disk, and bypasses the isolation of the container.',
  remedy: 'remove it; use a volume with a file system instead of a raw block device, and waive a device that the application needs',
  spec: {
    rules: [
      { fields: [ofContainers('volumeDevices[*]')], allowed: 'none' },
      {
        fields: [ofStartedContainers('resources.{limits,requests}[*]')],
        allowed: 'Kubernetes\' own resources, and well-known accelerators and network interfaces, which share nothing with the node',
      },
    ],
    notes: [
      'This is a warning, because a device plugin offers only devices that the cluster administrator configured. Plugins for any file '
        + 'below /dev, such as smarter-device-manager and KubeVirt\'s /dev/kvm, expose files that the kernel protects less well than '
        + 'system calls.',
      'A raw block device gives the container access to everything on the disk, and bypasses the file system.',
    ],
  },
  admission: [
    { each: 'container', in: 'c.?volumeDevices.orValue([])', violates: 'true', value: 'it.name' },
    ...['limits', 'requests'].map((kind): AdmissionCheck => ({
      each: 'container',
      in: `c.?resources.?${kind}.orValue({})`,
      violates: `it.contains('/') && !${celMatches('it', ORDINARY)}`,
      value: `it + '=' + string(c.resources.${kind}[it])`,
    })),
  ],
  reads: { needs: ['containers[*].resources', 'containers[*].volumeDevices'] },
  checks: always(everyContainer(devices)),
};

function devices(container: ContainerView): Found {
  const { limits, requests } = asObject(container.json.resources);
  const blocks = Array.isArray(container.json.volumeDevices) ? everyEntry(container.json.volumeDevices, (device, index) => ({
    ...at(container, ['volumeDevices', index], 'the container gets the raw block device'),
    allowKey: textOf(asObject(device).name),
  })) : undefined;
  // A request has the same name as its limit, and is reported with it.
  const limited = devicesIn(container, 'limits', asObject(limits), NO_LIMITS);
  return both(blocks, both(limited, devicesIn(container, 'requests', asObject(requests), asObject(limits))));
}

const NO_LIMITS: JsonObject = {};

function devicesIn(container: ContainerView, kind: string, amounts: JsonObject, reported: JsonObject): Found {
  return everyField(amounts, (name) => {
    if (!name.includes('/') || name in reported || ORDINARY.test(name)) {
      return undefined;
    }
    const detail = DEVICE_FILE.test(name) ? 'it is a device file of the node' : 'it may be a device file of the node';
    return pinned(at(container, ['resources', kind, name], detail), name);
  });
}
