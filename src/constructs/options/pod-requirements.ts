import { TakeOwnershipOptions } from './writable-path-options';

/** What a path requires of the whole pod. */
export interface PodRequirements {
  /** Whether the pod must have no fsGroup. */
  readonly disablesFsGroup: boolean;
  readonly supplementalGroups: readonly number[];
  readonly takeOwnership?: TakeOwnershipOptions;
}

export const NO_REQUIREMENTS: PodRequirements = { disablesFsGroup: false, supplementalGroups: [] };

/** What all paths of a workload together require of its pods. */
export function requirementsOf(all: readonly PodRequirements[]): Pick<PodRequirements, 'disablesFsGroup' | 'supplementalGroups'> {
  return {
    disablesFsGroup: all.some(({ disablesFsGroup }) => disablesFsGroup),
    supplementalGroups: all.flatMap(({ supplementalGroups }) => supplementalGroups),
  };
}
