import { DeclaredPath, DeclaredPaths, isPersistent, PersistentPath } from './declared-path';
import { helperName } from './names';
import { asString, read } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';

const SEED_PREFIX = 'writable-seed';

const OWNER_PREFIX = 'writable-owner';

/** Name of the init container that gives a PVC to the container's user. */
export function ownerName(claim: string): string {
  return helperName(OWNER_PREFIX, claim);
}

/** Name of the init container that copies the image's files into the volumes of a container. */
export function seedName(container: string): string {
  return helperName(SEED_PREFIX, container);
}

/**
 * Whether this library added the container to prepare volumes. Such a container writes nothing else, and needs no environment and no token.
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
 * The paths that one container may write. At the same path, a path for the container overrides a path for all containers, and a later path
 * overrides an earlier one.
 */
export function pathsOf({ writablePaths }: DeclaredPaths, container: ContainerView): readonly DeclaredPath[] {
  if (container.isEphemeral || isHelper(container)) {
    return [];
  }
  const byPath = new Map<string, DeclaredPath>();
  for (const declared of writablePaths) {
    const isOwn = declared.container === container.name;
    if (isOwn || (isForAll(declared, container) && byPath.get(declared.path)?.container === undefined)) {
      byPath.set(declared.path, declared);
    }
  }
  return [...byPath.values()];
}

/** Whether a path must belong to one container: two containers would copy files into one place, or share a PVC. */
export function isForOneContainer(path: DeclaredPath): boolean {
  return path.seed !== undefined || isPersistent(path);
}

/** The pod's only regular container, if it has exactly one. */
export function onlyContainer({ containers }: PodView): ContainerView | undefined {
  const [first, second] = containers.filter(({ list }) => list === 'containers');
  return second ? undefined : first;
}

function isForAll(declared: DeclaredPath, container: ContainerView): boolean {
  return declared.container === undefined && (!isForOneContainer(declared) || onlyContainer(container.pod)?.json === container.json);
}

/** The paths in the PVC of a volume. */
export function pathsInClaim({ writablePaths }: DeclaredPaths, volume: unknown): readonly PersistentPath[] {
  const name = read(volume, ['persistentVolumeClaim', 'claimName']);
  return name === undefined ? [] : writablePaths.filter(isPersistent).filter(({ claim }) => claim.name === name);
}
