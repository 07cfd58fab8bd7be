import { Level } from '../controls/control';
import { Rules } from '../engine/plan';
import { limitedProfile, Profile, profileOf } from '../engine/profile';
import { thirdPartySettings } from '../settings/platform';
import { Settings } from '../settings/settings';

/** How a file is evaluated. */
export interface Evaluation {
  readonly profile: Profile;
  readonly settings: Settings;
}

/** Where nobody chose one. */
export const DEFAULT_LEVEL: Level = 'hardened';

/** The controls of one run, beside those that the settings turn off. */
export interface ControlSelection {
  /** Ids of the only controls to evaluate; undefined for all. */
  readonly only?: readonly string[];
  /** Ids of controls that are not evaluated. */
  readonly exclude?: readonly string[];
}

/** How files with these rules are evaluated. A control that is off or not selected is not evaluated, and its waivers are not unused. */
export function evaluationOf(rules: Rules, { only, exclude }: ControlSelection = {}): Evaluation {
  const { profile: level = DEFAULT_LEVEL, platform = 'kubernetes', kubernetesVersion, severities, ownImages, imageKnowledge } = rules;
  const defaults = thirdPartySettings(platform);
  const whole = profileOf(level, kubernetesVersion);
  const isOut = (id: string) => severities?.[id] === 'off' || exclude?.includes(id) || (only !== undefined && !only.includes(id));
  const profile = [...whole.ids].some(isOut) ? limitedProfile(whole, (id) => !isOut(id)) : whole;
  return {
    profile,
    settings: {
      ...defaults, kubernetesVersion: profile.version, severities, ownImages, imageKnowledge: imageKnowledge ?? defaults.imageKnowledge,
    },
  };
}
