import { helperName } from './names';
import { asString, read } from '../manifest/json';
import { ContainerView, PodView } from '../manifest/pod';
import { Settings, DeclaredPath } from '../settings/settings';

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
export function pathsOf(settings: Settings, container: ContainerView): readonly DeclaredPath[] {
  if (container.isEphemeral || isHelper(container)) {
    return [];
  }
  const byPath = new Map<string, DeclaredPath>();
  for (const declared of settings.writablePaths) {
    const isOwn = declared.container === container.name;
    if (isOwn || (isForAll(declared, container) && byPath.get(declared.path)?.container === undefined)) {
      byPath.set(declared.path, declared);
    }
  }
  return [...byPath.values()];
}

/** Whether a path is one container's alone, because of what lies there. */
export function isForOneContainer({ seed, claim }: DeclaredPath): boolean {
  return seed !== undefined || claim !== undefined;
}

/** The pod's only container beside init containers, where it has no other. */
export function onlyContainer({ containers }: PodView): ContainerView | undefined {
  const [first, second] = containers.filter(({ list }) => list === 'containers');
  return second ? undefined : first;
}

function isForAll(declared: DeclaredPath, container: ContainerView): boolean {
  return declared.container === undefined && (!isForOneContainer(declared) || onlyContainer(container.pod)?.json === container.json);
}

/** The paths that lie in the claim which a volume is; none where it is none. */
export function pathsInClaim({ writablePaths }: Settings, volume: unknown): readonly DeclaredPath[] {
  const name = read(volume, ['persistentVolumeClaim', 'claimName']);
  return name === undefined ? [] : writablePaths.filter(({ claim }) => claim?.name === name);
}
