import { DEFAULT_SETTINGS, PlatformName, Settings } from './settings';

/** Whether the platform gives ids to a pod that has none, as OpenShift does. */
export function assignsIds({ platform }: Settings): boolean {
  return platform === 'openshift' || platform === 'openshift-v3';
}

/** What is expected of a workload that others made: what its platform wants, and else what everybody must have. */
export function thirdPartySettings(platform: PlatformName): Settings {
  const settings = { ...DEFAULT_SETTINGS, platform, isThirdParty: true };
  return assignsIds(settings) ? { ...settings, identity: {} } : settings;
}
