import type { WritablePath } from './writable-path';
import type { TakeOwnershipOptions } from './writable-path-options';

/** What paths ask of the whole pod. */
export interface PodRequirements {
  /** False where the pod must have no fsGroup. */
  readonly fsGroup?: boolean;
  readonly supplementalGroups: readonly number[];
  readonly takeOwnership?: TakeOwnershipOptions;
}

export const NO_REQUIREMENTS: PodRequirements = { supplementalGroups: [] };

/** What all paths of a workload ask of its pods together. */
export function requirementsOf(paths: readonly WritablePath[]): Pick<PodRequirements, 'fsGroup' | 'supplementalGroups'> {
  const all = paths.map(({ _requirements }) => _requirements);
  return {
    fsGroup: all.some(({ fsGroup }) => fsGroup === false) ? false : undefined,
    supplementalGroups: all.flatMap(({ supplementalGroups }) => supplementalGroups),
  };
}
