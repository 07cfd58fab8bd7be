import { LATEST_VERSION, MinorVersion } from '../manifest/version';

/** What a user chose, as plain data: the values that fixes fill in and that checks expect. */
export interface Policy {
  /** The Kubernetes version that the manifests are for. */
  readonly kubernetesVersion: MinorVersion;
  /** The ids that a pod gets where its author gave none. An absent id is left to the image or the platform. */
  readonly identity: Identity;
  /** The paths that containers may write; a later one stands before an earlier one at the same path. */
  readonly scratch: readonly ScratchPath[];
  /** Whether every container gets a request and a limit for ephemeral storage. */
  readonly limitEphemeralStorage: boolean;
}

export interface Identity {
  readonly user?: number;
  readonly group?: number;
  readonly fsGroup?: number;
}

/** A path that gets an emptyDir of its own. */
export interface ScratchPath {
  /** Absolute, in normal form. */
  readonly path: string;
  /** Bytes. */
  readonly sizeLimit: number;
  /** Whether it is kept in memory, and charged to the container's memory limit. */
  readonly inMemory: boolean;
  /** The container that may write it; every container where absent. */
  readonly container?: string;
}

export const GIBIBYTE = 2 ** 30;

/**
 * `nonroot` of distroless and Wolfi images.
 * Source: https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
 */
export const NON_ROOT_ID = 65532;

export const DEFAULT_SCRATCH: ScratchPath = { path: '/tmp', sizeLimit: GIBIBYTE, inMemory: false };

export const DEFAULT_POLICY: Policy = {
  kubernetesVersion: LATEST_VERSION,
  identity: { user: NON_ROOT_ID, group: NON_ROOT_ID, fsGroup: NON_ROOT_ID },
  scratch: [DEFAULT_SCRATCH],
  limitEphemeralStorage: true,
};

/**
 * The scratch paths of one container. At the same path one that names the container stands before one for all, and
 * a later one before an earlier one.
 */
export function scratchOf(policy: Policy, container: string): readonly ScratchPath[] {
  const byPath = new Map<string, ScratchPath>();
  for (const scratch of policy.scratch) {
    const isOwn = scratch.container === container;
    if (isOwn || (scratch.container === undefined && byPath.get(scratch.path)?.container === undefined)) {
      byPath.set(scratch.path, scratch);
    }
  }
  return [...byPath.values()];
}
