import { amended, EvaluationContext, thirdPartyContext } from '../../policy/context/context';
import { Level } from '../../policy/controls/control';
import { HardeningConfig } from '../../policy/engine/plan';
import { allControlsAt, limitedProfile, Profile, profileOf, withOwnControls } from '../../policy/engine/profile';
import { RulesByFile } from '../settings-file/rules-by-file';

/** How to evaluate a file. */
export interface Evaluation {
  readonly profile: Profile;
  readonly context: EvaluationContext;
}

/** The default profile. */
export const AUDIT_DEFAULT: Level = 'hardened';

/** The controls to evaluate. */
export interface SelectedControls {
  /** Ids of the only controls to evaluate. Default: all. */
  readonly only?: readonly string[];
  /** Ids of controls that cannot be evaluated, because objects that they need are unknown. Default: none. */
  readonly without?: ReadonlySet<string>;
}

/**
 * How to evaluate files with these rules. A control that is off or not selected is not evaluated, and its waivers do not count as unused.
 */
export function evaluationOf(rules: HardeningConfig, { only, without }: SelectedControls = {}): Evaluation {
  const { profile: level = AUDIT_DEFAULT, platform = 'kubernetes', kubernetesVersion } = rules;
  const { severities, ownImages, imageLock, allowedRegistries, imageFacts, ownControls } = rules;
  const defaults = thirdPartyContext(platform);
  const whole = withOwnControls(profileOf(level, kubernetesVersion), ownControls);
  const isOut = (id: string) => severities?.[id] === 'off' || (only !== undefined && !only.includes(id)) || without?.has(id) === true;
  const profile = [...whole.ids].some(isOut) ? limitedProfile(whole, (id) => !isOut(id)) : whole;
  return {
    profile,
    context: amended(defaults, {
      target: { kubernetesVersion: profile.version },
      choices: { severities, ownImages, imageLock, allowedRegistries, imageFacts: imageFacts ?? defaults.choices.imageFacts },
    }),
  };
}

/** The evaluation with all controls, independent of profile and severities. */
export function withAllControls({ profile, context }: Evaluation): Evaluation {
  return {
    profile: allControlsAt(profile),
    context: amended(context, { choices: { severities: undefined } }),
  };
}

/** How to evaluate each file. Cached for files with the same rules. */
export function evaluationsBy(rules: RulesByFile, selected?: SelectedControls): (file: string) => Evaluation {
  const known = new Map<HardeningConfig, Evaluation>();
  return (file) => {
    const ofFile = rules.for(file);
    const evaluation = known.get(ofFile) ?? evaluationOf(ofFile, selected);
    known.set(ofFile, evaluation);
    return evaluation;
  };
}
