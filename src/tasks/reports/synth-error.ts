import { Finding } from './finding';
import { limited } from './limited';
import { constructText } from './place';
import { printable } from './printable';
import { byRisk } from './risk-order';
import { countText } from './text';
import { inLanguageOfApp } from '../../formats/language/language';
import { SuggestedWaiver } from '../../policy/settings/waiver';
import { waiverText } from '../../policy/waivers/suggest';

/** The problems of one construct, and the first fix. */
export interface FailingConstruct {
  readonly path: string;
  /** The kind of its object; undefined for a construct that is not one object. */
  readonly kind?: string;
  readonly findings: readonly Finding[];
  /** One change that fixes many of the findings. */
  readonly advice?: string;
  /** Whether the construct takes waivers as a prop, so that a waiver needs no target. */
  readonly takesWaivers: boolean;
}

/**
 * The error of a synthesis: a count, the constructs that fail it, and then the findings of each construct, highest risk first.
 *
 * @param others errors of validations that are not ours, as cdk8s prints them
 */
export function synthErrorText(failing: readonly FailingConstruct[], others: readonly string[]): string {
  const constructs = failing.map((each) => ({ ...each, findings: [...each.findings].sort(byRisk) }))
    .sort(({ findings: [one] }, { findings: [other] }) => byRisk(one, other));
  const count = constructs.reduce((sum, { findings }) => sum + findings.length, 0);
  const paths = constructs.map(({ path }) => printable(constructText(path)));
  return [
    `${countText(count, 'validation error')} in ${countText(constructs.length, 'construct')}: ${paths.join(', ')}`,
    ...constructs.flatMap(constructLines),
    ...others.length > 0 ? ['', `${countText(others.length, 'other validation error')}:`, ...others.map((error) => `  ${error}`)] : [],
  ].join('\n');
}

function constructLines({ path, kind, findings, advice, takesWaivers }: FailingConstruct): readonly string[] {
  const { reported, leftOut } = limited(findings);
  return [
    '',
    `${printable(constructText(path))}${kind ? ` (${printable(kind)})` : ''}: ${countText(findings.length, 'error')}`,
    ...advice === undefined ? [] : [`  ${advice}`],
    ...reported.flatMap((finding) => findingLines(finding, takesWaivers)),
    ...leftOut.length > 0 ? [`  ${countText(leftOut.length, 'further finding')} of this object not shown`] : [],
  ];
}

function findingLines({ constructPath, message, remedy, suggestedWaiver }: Finding, takesWaivers: boolean): readonly string[] {
  return [
    `  [${printable(constructText(constructPath))}] ${printable(message)}`,
    `      Fix: ${printable(remedy)}.`,
    ...suggestedWaiver
      ? [`      Or waive it: ${printable(inLanguageOfApp(takesWaivers ? waiverText(suggestedWaiver) : waiverCall(suggestedWaiver)))}`]
      : [],
  ];
}

function waiverCall({ target, ...waiver }: SuggestedWaiver): string {
  return `Hardening.of(chart).addWaiver(${waiverText(waiver, target)})`;
}
