import { Policy, ScratchPath } from './policy';
import { asString, read } from '../manifest/json';
import { ContainerView, PodView } from '../manifest/pod';
import { helperName } from '../manifest/volume-name';

const SEED_PREFIX = 'writable-seed';

const OWNER_PREFIX = 'writable-owner';

/** Name of the init container that gives a claim to the user of its container. */
export function ownerName(claim: string): string {
  return helperName(OWNER_PREFIX, claim);
}

/** Name of the init container that puts a container's own files into its volumes. */
export function seedName(container: string): string {
  return helperName(SEED_PREFIX, container);
}

/**
 * Whether a container is one of ours, that prepares volumes before the application starts. It writes nowhere else, and needs
 * no environment and no token.
 */
export function isHelper({ list, name, pod }: ContainerView): boolean {
  return list === 'initContainers' && (
    (name.startsWith(SEED_PREFIX) && pod.containers.some((other) => seedName(other.name) === name))
    || (name.startsWith(OWNER_PREFIX) && pod.volumes.some((volume) => isOwnedBy(name, volume))));
}

function isOwnedBy(name: string, volume: unknown): boolean {
  const claim = asString(read(volume, ['persistentVolumeClaim', 'claimName']));
  return claim !== undefined && ownerName(claim) === name;
}

/**
 * The paths that one container may write. At the same path one that names the container stands before one for all, and
 * a later one before an earlier one.
 */
export function scratchOf(policy: Policy, container: ContainerView): readonly ScratchPath[] {
  if (container.isEphemeral || isHelper(container)) {
    return [];
  }
  const byPath = new Map<string, ScratchPath>();
  for (const scratch of policy.scratch) {
    const isOwn = scratch.container === container.name;
    if (isOwn || (isForAll(scratch, container) && byPath.get(scratch.path)?.container === undefined)) {
      byPath.set(scratch.path, scratch);
    }
  }
  return [...byPath.values()];
}

/** Whether a path is one container's alone, because of what lies there. */
export function isForOneContainer({ seed, claim }: ScratchPath): boolean {
  return seed !== undefined || claim !== undefined;
}

/** The pod's only container beside init containers, where it has no other. */
export function onlyContainer({ containers }: PodView): ContainerView | undefined {
  const [first, second] = containers.filter(({ list }) => list === 'containers');
  return second ? undefined : first;
}

function isForAll(scratch: ScratchPath, container: ContainerView): boolean {
  return scratch.container === undefined && (!isForOneContainer(scratch) || onlyContainer(container.pod)?.json === container.json);
}

/** The paths that lie in the claim which a volume is; none where it is none. */
export function pathsInClaim({ scratch }: Policy, volume: unknown): readonly ScratchPath[] {
  const name = read(volume, ['persistentVolumeClaim', 'claimName']);
  return name === undefined ? [] : scratch.filter(({ claim }) => claim?.name === name);
}
