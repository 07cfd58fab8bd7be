import { Finding } from './finding';
import { byRisk } from './risk-order';

/** Enough findings of one object to show its problems. With YAML aliases a small file can have millions. */
const MAX_FINDINGS = 1000;

type Limited = Pick<Finding, 'waiver'> & { readonly risk: string };

/** The findings to report. If there are too many, open findings with the highest risks come first. */
export function limited<T extends Limited>(findings: readonly T[]): Record<'reported' | 'leftOut', readonly T[]> {
  if (findings.length <= MAX_FINDINGS) {
    return { reported: findings, leftOut: [] };
  }
  const isWaived = ({ waiver }: T) => Number(waiver !== undefined);
  const ranked = [...findings].sort((one, other) => isWaived(one) - isWaived(other) || byRisk(one, other));
  return { reported: ranked.slice(0, MAX_FINDINGS), leftOut: ranked.slice(MAX_FINDINGS) };
}
