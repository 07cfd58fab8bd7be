/*
 * Every field that hardening fills in, and what returns where that one field is missing.
 */

export interface LeftOut {
  /** The field, as the table in docs/explanation/what-is-filled-in.md has it. */
  readonly field: string;
  /** Its paths in the pod spec; all of them are removed at once. */
  readonly paths: readonly string[];
  /** The value to set instead, if a missing field has the same effect as the filled-in one. */
  readonly instead?: unknown;
  /** Ids of attacks that work then, and what else is different, in each of the runtimes. */
  readonly podman: readonly string[];
  readonly containerd: readonly string[];
  /** Why no probe notices the difference. */
  readonly why?: string;
  /** The control that reports its absence. */
  readonly control: string;
}

const KUBELET = 'Only a kubelet reads it';
const CALLS = ['unshare-user', 'keyctl', 'add-key', 'bpf'];
const SECCOMP = 'there is no seccomp profile';
const CAPABILITIES = 'capabilities can be gained';
const SETUID = ['setuid-program', 'setuid programs take effect'];
const ROOT = ['read-root-file', 'setuid-program', 'setuid', 'it runs as root'];
const ROOT_GROUP = 'its group is that of root';

const nothing = { podman: [], containerd: [] };
const inBoth = (...returns: readonly string[]) => ({ podman: returns, containerd: returns });

export const LEFT_OUT: readonly LeftOut[] = [
  {
    field: 'automountServiceAccountToken',
    paths: ['automountServiceAccountToken'],
    podman: [],
    containerd: ['token'],
    control: 'service-account-token',
  },
  {
    field: 'enableServiceLinks',
    paths: ['enableServiceLinks'],
    ...nothing,
    why: `${KUBELET}, and there are no services here`,
    control: 'service-links',
  },
  {
    field: 'securityContext.runAsUser',
    paths: ['securityContext.runAsUser'],
    podman: ROOT,
    containerd: [...ROOT, ROOT_GROUP],
    control: 'user-id',
  },
  {
    field: 'securityContext.runAsGroup',
    paths: ['securityContext.runAsGroup'],
    ...inBoth(ROOT_GROUP),
    control: 'group-id',
  },
  {
    field: 'securityContext.fsGroup',
    paths: ['securityContext.fsGroup'],
    podman: ['`/data` cannot be written'],
    containerd: [],
    control: 'fs-group',
  },
  {
    field: 'securityContext.runAsNonRoot',
    paths: ['securityContext.runAsNonRoot', 'containers.0.securityContext.runAsNonRoot'],
    ...nothing,
    why: `${KUBELET}. Without it and without \`runAsUser\`, the kubelet starts an image whose user is root`,
    control: 'run-as-non-root',
  },
  {
    field: 'securityContext.seccompProfile',
    paths: ['securityContext.seccompProfile'],
    podman: [],
    containerd: [...CALLS, SECCOMP],
    control: 'seccomp-profile-restricted',
  },
  {
    field: 'securityContext.fsGroupChangePolicy',
    paths: ['securityContext.fsGroupChangePolicy'],
    ...nothing,
    why: `${KUBELET}, at the second start with a PVC`,
    control: 'fs-group-change-policy',
  },
  {
    field: 'securityContext.allowPrivilegeEscalation',
    paths: ['containers.0.securityContext.allowPrivilegeEscalation'],
    ...inBoth(...SETUID),
    control: 'allow-privilege-escalation',
  },
  {
    field: 'securityContext.capabilities.drop',
    paths: ['containers.0.securityContext.capabilities'],
    ...inBoth(CAPABILITIES),
    control: 'capabilities-restricted',
  },
  {
    field: 'securityContext.privileged',
    paths: ['containers.0.securityContext.privileged'],
    instead: true,
    podman: [CAPABILITIES, SECCOMP],
    containerd: [...CALLS, CAPABILITIES, SECCOMP],
    control: 'privileged',
  },
  {
    field: 'securityContext.readOnlyRootFilesystem',
    paths: ['containers.0.securityContext.readOnlyRootFilesystem'],
    ...inBoth('write:/home/app'),
    control: 'read-only-root-filesystem',
  },
  {
    field: 'imagePullPolicy',
    paths: ['containers.0.imagePullPolicy'],
    ...nothing,
    why: 'There is no registry here',
    control: 'image-pull-policy',
  },
  {
    field: 'volumeMounts',
    paths: ['containers.0.volumeMounts'],
    podman: ['`/data` cannot be written', '`/tmp` cannot be written'],
    containerd: [],
    control: 'writable-paths',
  },
  ...['requests', 'limits'].map((sort) => ({
    field: `resources.${sort}["ephemeral-storage"]`,
    paths: [`containers.0.resources.${sort}.ephemeral-storage`],
    ...nothing,
    why: KUBELET,
    control: 'ephemeral-storage',
  })),
  {
    field: 'emptyDir.sizeLimit',
    paths: ['volumes.0.emptyDir.sizeLimit'],
    ...nothing,
    why: KUBELET,
    control: 'empty-dir-size-limit',
  },
];
