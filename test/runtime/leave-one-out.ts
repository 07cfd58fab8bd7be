/*
 * Every field that hardening fills in, and what returns where that one field is missing.
 */

export interface LeftOut {
  /** The field, as the table in README.md has it. */
  readonly field: string;
  /** Where it stands in the pod spec; all of these are removed at once. */
  readonly paths: readonly string[];
  /** What stands there instead, where a missing field means the same as what is filled in. */
  readonly instead?: unknown;
  /** Ids of attacks that work then, and what else is different: under podman, on containerd, or both. */
  readonly returns: readonly string[];
  /** Why no probe can tell. */
  readonly why?: string;
  /** The control that reports its absence. */
  readonly control: string;
}

const KUBELET = 'Only a kubelet reads it';
const everyContainer = (path: string) => [0, 1].map((index) => `containers.${index}.${path}`);

export const LEFT_OUT: readonly LeftOut[] = [
  {
    field: 'automountServiceAccountToken',
    paths: ['automountServiceAccountToken'],
    returns: ['token'],
    control: 'service-account-token',
  },
  {
    field: 'enableServiceLinks',
    paths: ['enableServiceLinks'],
    returns: [],
    why: `${KUBELET}, and there are no services here`,
    control: 'service-links',
  },
  {
    field: 'securityContext.runAsUser',
    paths: ['securityContext.runAsUser'],
    returns: ['read-root-file', 'setuid-program', 'setuid', 'it runs as root', 'its group is that of root'],
    control: 'user-id',
  },
  {
    field: 'securityContext.runAsGroup',
    paths: ['securityContext.runAsGroup'],
    returns: ['its group is that of root'],
    control: 'group-id',
  },
  {
    field: 'securityContext.fsGroup',
    paths: ['securityContext.fsGroup'],
    returns: ['`/data` cannot be written'],
    control: 'fs-group',
  },
  {
    field: 'securityContext.runAsNonRoot',
    paths: ['securityContext.runAsNonRoot', ...everyContainer('securityContext.runAsNonRoot')],
    returns: [],
    why: `${KUBELET}: it then starts images whose user is root, where no \`runAsUser\` is set`,
    control: 'run-as-non-root',
  },
  {
    field: 'securityContext.seccompProfile',
    paths: ['securityContext.seccompProfile'],
    returns: ['unshare-user', 'keyctl', 'add-key', 'bpf', 'there is no seccomp profile'],
    control: 'seccomp-profile-restricted',
  },
  {
    field: 'securityContext.fsGroupChangePolicy',
    paths: ['securityContext.fsGroupChangePolicy'],
    returns: [],
    why: `${KUBELET}, at the second start with a claim`,
    control: 'fs-group-change-policy',
  },
  {
    field: 'securityContext.allowPrivilegeEscalation',
    paths: everyContainer('securityContext.allowPrivilegeEscalation'),
    returns: ['setuid-program', 'setuid programs take effect'],
    control: 'allow-privilege-escalation',
  },
  {
    field: 'securityContext.capabilities.drop',
    paths: everyContainer('securityContext.capabilities'),
    returns: ['capabilities can be gained'],
    control: 'capabilities-restricted',
  },
  {
    field: 'securityContext.privileged',
    paths: everyContainer('securityContext.privileged'),
    instead: true,
    returns: ['unshare-user', 'keyctl', 'add-key', 'bpf', 'capabilities can be gained', 'there is no seccomp profile'],
    control: 'privileged',
  },
  {
    field: 'securityContext.readOnlyRootFilesystem',
    paths: everyContainer('securityContext.readOnlyRootFilesystem'),
    returns: ['write:/home/app'],
    control: 'read-only-root-filesystem',
  },
  {
    field: 'imagePullPolicy',
    paths: everyContainer('imagePullPolicy'),
    returns: [],
    why: 'There is no registry here',
    control: 'image-pull-policy',
  },
  {
    field: 'volumeMounts',
    paths: everyContainer('volumeMounts'),
    returns: ['`/tmp` cannot be written', '`/data` cannot be written'],
    control: 'writable-paths',
  },
  ...['requests', 'limits'].map((sort) => ({
    field: `resources.${sort}["ephemeral-storage"]`,
    paths: everyContainer(`resources.${sort}.ephemeral-storage`),
    returns: [],
    why: KUBELET,
    control: 'ephemeral-storage',
  })),
  {
    field: 'emptyDir.sizeLimit',
    paths: [0, 1].map((index) => `volumes.${index}.emptyDir.sizeLimit`),
    returns: [],
    why: KUBELET,
    control: 'empty-dir-size-limit',
  },
];
