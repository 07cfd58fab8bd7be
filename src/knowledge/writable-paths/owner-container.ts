import { ownerName } from './container-paths';
import { PersistentPath } from './declared-path';
import { sameResources } from './resources';
import { asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { mountsOf } from '../../formats/manifest/mounts';
import { ContainerView } from '../../formats/manifest/pod';

const DIRECTORY = '/cdk8s-hardened/claim';

/** To change owners, and to look into directories that are closed to others. */
export const OWNER_CAPABILITIES: readonly string[] = ['CHOWN', 'DAC_OVERRIDE'];

/**
 * Makes a user the owner of a directory, once: the directory itself comes last, so it shows that all in it is done.
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

/** The init container that makes a container's user the owner of a PVC, as root. Undefined if that user is unknown. */
export function ownerContainer(target: ContainerView, { path, claim, seed }: PersistentPath): JsonObject | undefined {
  const owner = ownerOf(target);
  const mount = mountsOf(target).find((each) => each.path === path)?.json;
  const image = claim.ownership?.image ?? target.json.image;
  if (owner === undefined || !mount || typeof image !== 'string') {
    return undefined;
  }
  const { imagePullPolicy } = target.json;
  // A seed works in the root of the claim.
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

/** The user, and the group to which the kubelet would give the PVC. */
function ownerOf(target: ContainerView): string | undefined {
  const user = target.effective('runAsUser');
  const group = target.pod.securityContext.fsGroup ?? target.effective('runAsGroup');
  if (typeof user !== 'number') {
    return undefined;
  }
  return typeof group === 'number' ? `${user}:${group}` : String(user);
}
