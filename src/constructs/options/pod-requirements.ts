import { TakeOwnershipOptions } from './writable-path-options';

/** The requirements of a path on the whole pod. */
export interface PodRequirements {
  /** Whether the pod must have no fsGroup. */
  readonly disablesFsGroup: boolean;
  readonly supplementalGroups: readonly number[];
  readonly takeOwnership?: TakeOwnershipOptions;
}

export const NO_REQUIREMENTS: PodRequirements = { disablesFsGroup: false, supplementalGroups: [] };

/** The combined requirements of all paths of a workload on its pods. */
export function requirementsOf(all: readonly PodRequirements[]): Pick<PodRequirements, 'disablesFsGroup' | 'supplementalGroups'> {
  return {
    disablesFsGroup: all.some(({ disablesFsGroup }) => disablesFsGroup),
    supplementalGroups: all.flatMap(({ supplementalGroups }) => supplementalGroups),
  };
}
