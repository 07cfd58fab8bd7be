import { ownerName } from './container-paths';
import { PersistentPath } from './declared-path';
import { sameResources } from './resources';
import { asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { mountsOf } from '../../formats/manifest/mounts';
import { ContainerView } from '../../formats/manifest/pod';

const DIRECTORY = '/cdk8s-hardened/claim';

/** Capabilities to change owners, and to enter directories that are closed to others. */
export const OWNER_CAPABILITIES: readonly string[] = ['CHOWN', 'DAC_OVERRIDE'];

/**
 * Gives a directory to a user, once. The directory itself comes last, so its owner shows that everything in it is done.
 *
 *     sh -c SCRIPT own OWNER DIRECTORY
 *
 * It must contain neither `$(...)` nor `$$`, because Kubernetes expands both.
 */
export const OWNER_SCRIPT = `set -u

fail() {
  echo "own: $1" >&2
  exit 1
}

owner=$1 directory=$2 format=%u
case $owner in
  *:*) format=%u:%g ;;
esac
current=\`stat -c "$format" "$directory"\` || fail "cannot look at $directory"
if [ "$current" = "$owner" ]; then
  echo "own: the claim belongs to $owner already"
  exit 0
fi
for entry in "$directory"/* "$directory"/.[!.]* "$directory"/..?*; do
  if [ -e "$entry" ] || [ -L "$entry" ]; then
    chown -hR "$owner" "$entry" || fail "cannot give $entry to $owner"
  fi
done
chown "$owner" "$directory" || fail "cannot give $directory to $owner"
echo "own: the claim was given to $owner"
`;

/** The init container that gives a PVC to the container's user, as root. Undefined if the user is unknown. */
export function ownerContainer(target: ContainerView, { path, claim, seed }: PersistentPath): JsonObject | undefined {
  const owner = ownerOf(target);
  const mount = mountsOf(target).find((each) => each.path === path)?.json;
  const image = claim.ownership?.image ?? target.json.image;
  if (owner === undefined || !mount || typeof image !== 'string') {
    return undefined;
  }
  const { imagePullPolicy } = target.json;
  // A seed works in the root directory of the claim.
  const subPath = seed ? undefined : asString(mount.subPath);
  return {
    args: [owner, DIRECTORY],
    command: ['sh', '-c', OWNER_SCRIPT, 'own'],
    image,
    ...(image === target.json.image && !isAbsent(imagePullPolicy) && { imagePullPolicy }),
    name: ownerName(claim.name),
    resources: sameResources(target),
    securityContext: {
      capabilities: { add: [...OWNER_CAPABILITIES], drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: false,
      runAsUser: 0,
    },
    volumeMounts: [{ mountPath: DIRECTORY, name: mount.name, ...(subPath && { subPath }) }],
    workingDir: '/',
  };
}

/** The user, and the group that the kubelet would give the PVC. */
function ownerOf(target: ContainerView): string | undefined {
  const user = target.effective('runAsUser');
  const group = target.pod.securityContext.fsGroup ?? target.effective('runAsGroup');
  if (typeof user !== 'number') {
    return undefined;
  }
  return typeof group === 'number' ? `${user}:${group}` : String(user);
}
