import { Finding } from './finding';
import { Risk, RISKS } from '../../policy/controls/risk';

/** The lowest severity or risk of a finding that fails. `refused` and `broken` fail with all values except `never`. */
export const FAIL_ON = ['error', 'warning', 'critical', 'high', 'medium', 'low', 'never'] as const;
export type FailOn = typeof FAIL_ON[number];

/** Whether a finding fails. Settings can change the severity but not the risk. */
export function isFailing({ severity, risk }: { readonly severity: string; readonly risk: string }, failOn: FailOn): boolean {
  switch (failOn) {
    case 'never': return false;
    case 'warning': return true;
    case 'error': return severity === 'error';
    default: return RISKS.indexOf(risk as Risk) <= RISKS.indexOf(failOn);
  }
}

/** Whether a finding has no waiver and is not in the baseline. */
export function isOpen({ waived, baselined }: Pick<Finding, 'waived' | 'baselined'>): boolean {
  return !waived && !baselined;
}

/** Number of findings for each risk. */
export type RiskCounts = { -readonly [risk in Risk]: number };

export function noRisks(): RiskCounts {
  return { refused: 0, broken: 0, critical: 0, high: 0, medium: 0, low: 0 };
}

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly risks: RiskCounts;
}

/** Counts a finding by its risk. */
export function countRisk(risks: RiskCounts, { risk }: { readonly risk: string }): void {
  risks[risk as Risk]++;
}

/** Number of the counted findings that fail. */
export function failingCount({ errors, warnings, risks }: FindingCounts, failOn: FailOn): number {
  switch (failOn) {
    case 'never': return 0;
    case 'warning': return errors + warnings;
    case 'error': return errors;
    default: return RISKS.slice(0, RISKS.indexOf(failOn) + 1).reduce((sum, risk) => sum + risks[risk], 0);
  }
}
