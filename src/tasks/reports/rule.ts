import { HOME_PAGE } from './home-page';
import { findControl } from '../../policy/controls/catalog';
import { Severity } from '../../policy/controls/check';
import { Control, isOwnControl } from '../../policy/controls/control';
import { Risk } from '../../policy/controls/risk';
import { severityOf } from '../../policy/controls/severity';

/** A control as readers of reports know it: a rule with a description and a page. */
export interface ReportRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly level: Control['level'];
  readonly severity: Severity;
  readonly url: string;
}

/** The rule of a control id. */
export function ruleOf(id: string): ReportRule {
  const control = findControl(id)!;
  const { title, why, remedy, level, page } = control;
  const url = isOwnControl(control) ? page ?? HOME_PAGE : `${HOME_PAGE}/blob/main/docs/reference/controls/${id}.md`;
  return { id, title, why, remedy, level, severity: severityOf(control), url };
}

/**
 * A risk on the scale of CVSS, within the bands that GitHub shows as critical (above 9), high (from 7), medium (from 4) and low:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const SECURITY_SEVERITY: { readonly [risk in Risk]: number } = {
  critical: 9.5, high: 8, medium: 5.5, low: 2, refused: 2, broken: 2,
};
