import { GatedFinding } from './gated-findings';
import { GateBaseline } from './scopes';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { BaselineMatcher } from '../../tasks/baseline/baseline';
import { vanishedTexts } from '../../tasks/baseline/vanished';
import { printable } from '../../tasks/reports/printable';
import { countText } from '../../tasks/reports/text';

/** The numbers of findings that the baselines of gates hide, and the baseline findings that are gone. */
export function baselineTexts(
  outcomes: readonly (readonly [SynthesizedObject, Outcome])[], baselines: readonly GateBaseline[],
): readonly string[] {
  return baselines.flatMap((baseline) => {
    const matcher = new BaselineMatcher(baseline);
    const hidden = outcomes.flatMap(([object, outcome]) => outcome.findings.filter((finding) => isHiddenBy(finding, baseline))
      .filter((finding) => matcher.has(object.reported(finding, outcome))));
    return [
      `the baseline ${baseline.file} hides ${countText(hidden.length, 'finding')}`,
      ...vanishedTexts(matcher.vanished(), baseline.file),
    ].map((line) => printable(`cdk8s-hardened: ${line}`));
  });
}

function isHiddenBy({ baselines, waiver }: GatedFinding, baseline: GateBaseline): boolean {
  return waiver === undefined && baselines?.includes(baseline) === true;
}
