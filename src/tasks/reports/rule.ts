import { HOME_PAGE } from './home-page';
import { findControl } from '../../policy/controls/catalog';
import { Control, Level } from '../../policy/controls/control';

/** A control as readers of reports know it: a rule with a description and a page. */
export interface ReportRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly level: Control['level'];
  readonly severity: Control['severity'];
  readonly url: string;
}

/** The rule of a control id. */
export function ruleOf(id: string): ReportRule {
  const control = findControl(id)!;
  const { title, why, remedy, level, severity } = control;
  return { id, title, why, remedy, level, severity, url: `${HOME_PAGE}/blob/main/docs/reference/controls.md#${id}` };
}

/** How dangerous a finding is on the scale of CVSS: what the Pod Security Standards call baseline leads to the node. */
export function securitySeverity({ level, severity }: Pick<ReportRule, 'level' | 'severity'>): number {
  return severity === 'warning' ? 3 : BY_LEVEL[level as Level] ?? 5;
}

const BY_LEVEL: { readonly [level in Level]: number } = { 'pss-baseline': 8.5, 'pss-restricted': 6.5, 'hardened': 5 };
