import { asArray, asObject, asString } from '../../../formats/manifest/json';
import { mayMount, Mount, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { STARTUP } from '../admission';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { isHostPath } from '../host-paths';
import { NODE_FILES, NodeFiles, nodeFilesAt } from '../node-files';
import { ofStartedContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const hostPathAccess: PodControl = {
  id: 'host-path-access',
  title: 'A user with access to the mounted files of the node',
  level: 'hardened',
  risk: 'broken',
  why: 'The files keep their owner and mode on the node, and fsGroup does not change them. For example, a log shipper without access to '
    + 'the logs runs, but does not send any.',
  remedy: 'write ids that can read the files, with a waiver for the control that reports these ids; or remove the volume',
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofStartedContainers('securityContext.{runAsUser,runAsGroup}'), 'spec.securityContext.{runAsUser,runAsGroup,fsGroup}'],
      allowed: `ids that can read the files of a mounted hostPath volume: ${NODE_FILES.map(rowOf).join('; ')}`,
    }],
    notes: [
      'The control does not check a pod without `runAsGroup`, because the image chooses its gid, or a pod with `supplementalGroups`, '
        + 'because an administrator may have changed the group of the files.',
      'Owners and modes are the defaults of common distributions. `ls -lnL PATH` on a node shows yours. Waive this if every user can read '
        + 'the files.',
    ],
    sources: [...new Set(NODE_FILES.map(({ source }) => source))],
  },
  admission: STARTUP,
  reads: {
    needs: ['spec.volumes[*].hostPath'],
    fields: [
      'containers[*].securityContext.runAsGroup', 'containers[*].securityContext.runAsUser', 'containers[*].volumeMounts',
      'spec.securityContext.fsGroup', 'spec.securityContext.runAsGroup', 'spec.securityContext.runAsUser',
      'spec.securityContext.supplementalGroups',
    ],
  },
  checks: always(everyContainer(denied)),
};

function rowOf({ paths, isWhole, owner, mode }: NodeFiles): string {
  return `${paths.join(', ')}${isWhole ? ' itself' : ''} has ${owner} ${mode}`;
}

function denied(container: ContainerView): Found {
  const { pod, volumeMounts, isEphemeral } = container;
  if (volumeMounts.length === 0 || isEphemeral || !mayMount(container, isHostPath)) {
    return undefined;
  }
  const uid = container.effective('runAsUser');
  const gid = container.effective('runAsGroup');
  const { fsGroup, supplementalGroups } = pod.securityContext;
  if (typeof uid !== 'number' || uid === 0 || typeof gid !== 'number' || asArray(supplementalGroups).length > 0) {
    return undefined;
  }
  return everyEntry(mountsOf(container), (mount) => {
    const path = pathOf(mount);
    const files = path === undefined ? undefined : nodeFilesAt(path);
    return path === undefined || !files || uid === files.uid || gid === files.gid || (files.gid !== undefined && fsGroup === files.gid)
      ? undefined : violation(container, mount, path, files, `${uid}:${gid}`);
  });
}

/** The path on the node that a mount shows. */
function pathOf({ volume, json }: Mount): string | undefined {
  const path = asString(asObject(asObject(volume).hostPath).path);
  const subPath = asString(json.subPath);
  return path === undefined || subPath === undefined ? path : `${path}/${subPath}`;
}

function violation(container: ContainerView, { index }: Mount, path: string, files: NodeFiles, user: string): Violation {
  const { what, owner, mode, gid } = files;
  const found = {
    ...at(container, ['volumeMounts', index, 'mountPath'], `${what} in ${path} of the node are ${owner} ${mode}, and the container runs as `
      + `${user}`),
    allowKey: path,
  };
  return gid === 0 ? { ...found, ...withGroup(what) } : { ...found, remedy: AS_ROOT, remedyInCode: AS_ROOT_IN_CODE };
}

const EXAMPLE = 'as in examples/log-shipper';

function withGroup(what: string): Pick<Violation, 'remedy' | 'remedyInCode'> {
  const mounts = what === 'the logs of containers' ? 'mount /var/log/containers and /var/log/pods read-only, and ' : '';
  const others = 'or `supplementalGroups` with the gid of the files on your nodes';
  return {
    remedy: `${mounts}write \`runAsGroup: 0\` for the container with a waiver for group-id, ${EXAMPLE}: gid 0 has the access of the group `
      + `root, but is not root; ${others}`,
    remedyInCode: `${mounts}set \`securityContext: { group: 0 }\` for the container with a waiver for group-id, ${EXAMPLE}: gid 0 has the `
      + `access of the group root, but is not root; ${others}`,
  };
}

const OTHER_GROUP = 'or `supplementalGroups` with a gid that can read the files on your nodes, such as the gid of systemd-journal for the '
  + 'journal';
const AS_ROOT = `write \`runAsUser: 0\` for the container with waivers, because only root can read the files; ${OTHER_GROUP}; or remove `
  + 'the volume';
const AS_ROOT_IN_CODE = 'set `securityContext: { user: 0, ensureNonRoot: false }` for the container with waivers, because only root can '
  + `read the files; ${OTHER_GROUP}; or remove the volume`;
