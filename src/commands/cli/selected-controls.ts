import { InputError, orInputError } from '../../formats/manifest/input-error';
import { findControl } from '../../policy/controls/catalog';
import { isOwnControl, isWaivable, Level, LEVELS } from '../../policy/controls/control';
import { HardeningConfig } from '../../policy/engine/plan';
import { COUNTERPARTS, Profile, profileOf } from '../../policy/engine/profile';
import { checkControlId } from '../../policy/waivers/check-waiver';
import { evaluationOf } from '../../tasks/audit/evaluation';

/** Characters that occur in file names and patterns, but in no control. */
const FILE = /[*?/.]/;

/**
 * Checks the controls that an option selects.
 *
 * @throws InputError naming an unknown control, or a control that every run has
 */
export function checkSelected(option: string, ids: readonly string[]): void {
  for (const id of ids) {
    if (FILE.test(id) && !isOwnControl({ id })) {
      throw new InputError(`${option} ${JSON.stringify(id)} is not the id of a control; to leave `
        + 'out files, use `excludeFiles` in the settings file');
    }
    if (isOwnControl({ id })) {
      continue; // `checkEvaluated` knows the policies of the run.
    }
    orInputError(() => checkControlId(id));
    const control = findControl(id)!;
    if (!isWaivable(control)) {
      throw new InputError(`${option} ${id}: controls in the group "${control.level}" are always evaluated: name a control of a profile`);
    }
  }
}

/**
 * Checks that an audit evaluates the controls of `--only`. Without this check, a control that is off would seem to have no findings.
 *
 * @param rules the rules of all files
 * @throws InputError naming a control that is off or not in the profile
 */
export function checkEvaluated(ids: readonly string[], rules: readonly HardeningConfig[]): void {
  const profiles = ids.length === 0 ? [] : rules.map((each) => evaluationOf(each).profile);
  const missing = ids.find((id) => profiles.every((profile) => !profile.ids.has(id)));
  if (missing !== undefined) {
    throw new InputError(`--only ${missing}: ${reasonOf(missing, profiles)}`);
  }
}

function reasonOf(id: string, profiles: readonly Profile[]): string {
  if (findControl(id) === undefined) {
    return 'no policy of the run has this control: name its file with --admission-policies';
  }
  if (profiles.some(({ level, version }) => profileOf(level, version).ids.has(id))) {
    return 'the settings file sets its severity to `off`: remove that';
  }
  const [{ level, version, ids }] = profiles;
  const own = findControl(id)!.level as Level;
  const instead = COUNTERPARTS.get(id)?.find((other) => ids.has(other.id));
  if (instead) {
    return `the profile ${level} has ${instead.id} instead: name that, or add --profile ${own}`;
  }
  return LEVELS.indexOf(own) > LEVELS.indexOf(level)
    ? `the profile ${level} does not have it: add --profile ${own}`
    : `the profile ${level} does not have it for Kubernetes 1.${version}: remove it, or change --kubernetes-version`;
}
