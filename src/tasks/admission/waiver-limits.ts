import { OptionError } from '../../formats/language/option-error';
import { refText } from '../../formats/manifest/object-ref';
import { waiverForbidden } from '../../policy/controls/waivers/waiver-forbidden';
import { waiverName } from '../../policy/waivers/coverage';
import { ruleProblems, WaiverRules } from '../../policy/waivers/rules';
import { TargetedWaiver } from '../../policy/waivers/waiver-file';

/**
 * Refuses waivers that the limits forbid: in a cluster nothing would report them later. An expired waiver is fine: a policy checks the
 * date.
 *
 * @throws Error naming the waiver and the fix
 */
export function checkLimits(waivers: readonly TargetedWaiver[], rules: WaiverRules): void {
  for (const { waiver, target } of waivers) {
    const [problem] = ruleProblems(waiver, rules).filter(({ control }) => control === waiverForbidden);
    const isTooWide = waiver.profile !== undefined && rules.neverWaive.length > 0;
    const detail = problem?.detail ?? (isTooWide ? `${waiverName(waiver)} would also accept controls that neverWaive lists` : undefined);
    if (detail !== undefined) {
      throw new OptionError(`${refText(target)}: ${detail}: `
        + `${problem?.remedy ?? (isTooWide ? 'waive single controls instead' : 'remove the waiver')}`);
    }
  }
}
