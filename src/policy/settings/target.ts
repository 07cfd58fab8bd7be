import { LATEST_VERSION, MinorVersion } from '../../formats/manifest/version';

/** The platforms that accept different manifests. */
export const PLATFORMS = ['kubernetes', 'openshift', 'openshift-v3', 'gke-autopilot'] as const;
export type PlatformName = typeof PLATFORMS[number];

/** The cluster that a manifest is for. */
export interface Target {
  readonly kubernetesVersion: MinorVersion;
  readonly platform: PlatformName;
}

export const DEFAULT_TARGET: Target = { kubernetesVersion: LATEST_VERSION, platform: 'kubernetes' };

/** Whether the platform assigns ids to pods without ids, as OpenShift does. */
export function assignsIds({ platform }: Target): boolean {
  return platform === 'openshift' || platform === 'openshift-v3';
}
