import { DEFAULT_SETTINGS, PlatformName, Settings } from './settings';

/** Whether the platform gives ids to a pod that has none, as OpenShift does. */
export function assignsIds({ platform }: Settings): boolean {
  return platform === 'openshift' || platform === 'openshift-v3';
}

/** The settings of a third-party workload: the settings of its platform, and the defaults. */
export function thirdPartySettings(platform: PlatformName): Settings {
  const settings = { ...DEFAULT_SETTINGS, platform, isThirdParty: true };
  return assignsIds(settings) ? { ...settings, identity: {} } : settings;
}
