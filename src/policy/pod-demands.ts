import type { WritablePath } from './writable-path';
import type { OwnershipTaking } from './writable-path-options';

/** What paths ask of the whole pod. */
export interface PodDemands {
  /** False where the pod must have no fsGroup. */
  readonly fsGroup?: boolean;
  readonly supplementalGroups: readonly number[];
  readonly takeOwnership?: OwnershipTaking;
}

export const NO_DEMANDS: PodDemands = { supplementalGroups: [] };

/** What all paths of a workload ask of its pods together. */
export function demandsOf(paths: readonly WritablePath[]): Pick<PodDemands, 'fsGroup' | 'supplementalGroups'> {
  const all = paths.map(({ _demands }) => _demands);
  return {
    fsGroup: all.some(({ fsGroup }) => fsGroup === false) ? false : undefined,
    supplementalGroups: all.flatMap(({ supplementalGroups }) => supplementalGroups),
  };
}
