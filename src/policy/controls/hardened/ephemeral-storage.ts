import { ofAmount } from '../causes';
import { always, PodControl } from '../control';
import { fixEveryContainer } from '../violations';
import { fillAmounts, hasAmounts, requestAndLimit, withoutAmount } from './resources';
import { asObject, childObject, fillIn, isObject, JsonObject } from '../../../formats/manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { formatBytes, parseQuantity } from '../../../formats/manifest/quantity';
import { GIBIBYTE } from '../../../knowledge/writable-paths/declared-path';
import { isVolumeFor } from '../../../knowledge/writable-paths/volumes';
import { Choices } from '../../settings/choices';
import { knownImage } from '../known-images';
import { ofStartedContainers } from '../specification';

const FIELD = 'ephemeral-storage';

/** Space for logs in addition to writable paths: a kubelet keeps up to 5 files of 50 MiB for each container. */
const LOGS = GIBIBYTE;
const REQUEST = 64 * 2 ** 20;

const check = requestAndLimit(FIELD);
const fillSaid = fillAmounts(FIELD);

export const ephemeralStorage: PodControl = {
  id: 'ephemeral-storage',
  title: 'A request and a limit for ephemeral storage',
  level: 'hardened',
  risk: 'low',
  riskNote: 'kube-score rates it critical. It is a risk to availability, but gives an attacker neither data nor permissions.',
  failsHardenedKinds: true,
  why: 'A container without a limit can fill the node\'s disk, so that the kubelet evicts other pods.',
  remedy: 'write `ephemeral-storage` under `resources.requests` and `resources.limits`',
  remedyInCode: 'set `request` and `limit` of `resources.ephemeralStorage`',
  cause: ofAmount,
  spec: {
    rules: [{ fields: [ofStartedContainers('resources.{requests,limits}["ephemeral-storage"]')], allowed: 'any quantity above 0' }],
    notes: ['The kubelet compares the storage of a pod (emptyDirs and all logs, including logs of injected sidecars) with the sum of the '
      + 'limits of its containers, so the logs of a container without a limit can cause the eviction of the whole pod.',
    'A limit that `harden` fills in is 1Gi for logs plus the sizes of the emptyDirs on disk. EmptyDirs that come only from a lock file are '
      + 'counted together, as the largest of them.'],
  },
  admission: withoutAmount(FIELD),
  reads: { fields: ['containers[*].resources'] },
  checks: always((pod, context) => context.choices.limitsEphemeralStorage ? check(pod, context) : undefined),
  after: ['writable-paths', 'seeded-paths', 'claim-owners', 'empty-dir-size-limit'],
  filling: { because: 'it adds up the sizes of volumes, which CEL cannot' },
  isRequested: hasAmounts(FIELD),
  fix: (pod, context) => {
    fillSaid(pod, context);
    fillEstimated(pod, context);
  },
};

const fillEstimated = fixEveryContainer((container, { target, choices, notes }) => {
  const { platform } = target;
  const { limitsEphemeralStorage } = choices;
  const { isNotHardenedKind } = notes;
  const isUnknown = isNotHardenedKind && container.pod.volumes.some(isUnlimited);
  const resources = limitsEphemeralStorage && !isUnknown && !container.isEphemeral ? childObject(container.json, 'resources') : undefined;
  if (!resources) {
    return;
  }
  // Autopilot lowers the limit to the request, so both get the same amount.
  const isSame = platform === 'gke-autopilot';
  const asked = asObject(resources.requests)[FIELD];
  const request = parseQuantity(asked) ?? 0;
  const needed = isSame && request > 0 ? asked : formatBytes(Math.max(emptyDirsOnDisk(container, choices) + LOGS, request));
  fillIn(childObject(resources, 'limits'), { [FIELD]: needed });
  const limit = asObject(resources.limits)[FIELD];
  const isSmall = (parseQuantity(limit) ?? REQUEST) < REQUEST;
  fillIn(childObject(resources, 'requests'), { [FIELD]: isSame || isSmall ? limit : formatBytes(REQUEST) });
});

/** Whether a volume may use any amount of the node's disk. The kubelet compares all volumes with the sum of the containers' limits. */
function isUnlimited(volume: unknown): boolean {
  const emptyDir = emptyDirOf(asObject(volume));
  return emptyDir !== undefined && emptyDir.medium !== 'Memory' && !parseQuantity(emptyDir.sizeLimit);
}

/**
 * Number of bytes that the container's emptyDirs may use on the node's disk. emptyDirs in memory count toward the memory limit. Those for
 * directories that only a lock file has count together as the largest of them: nothing shows that the program writes each.
 */
function emptyDirsOnDisk(container: ContainerView, choices: Choices): number {
  const declared = knownImage(container, choices)?.facts.writablePaths?.filter(({ isDeclared }) => isDeclared) ?? [];
  const isDeclared = (mount: Mount) => declared.some(({ path }) => path === mount.path) && isVolumeFor(container, mount);
  const sizes = new Map<JsonObject, number>();
  let shared = 0;
  for (const mount of mountsOf(container)) {
    const { volume } = mount;
    const emptyDir = volume && emptyDirOf(volume);
    const size = emptyDir && emptyDir.medium !== 'Memory' ? parseQuantity(emptyDir.sizeLimit) ?? 0 : 0;
    if (isDeclared(mount)) {
      shared = Math.max(shared, size);
    } else if (isObject(volume)) {
      sizes.set(volume, size);
    }
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, shared);
}
