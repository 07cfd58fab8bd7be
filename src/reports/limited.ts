import { Finding } from './finding';

/** Enough findings of one object to show what is wrong with it. With YAML aliases a small file can have millions. */
const MAX_FINDINGS = 1000;

/** The findings to report: if there are too many, the worst. */
export function limited<T extends Pick<Finding, 'severity' | 'waived'>>(findings: readonly T[]): Record<'reported' | 'leftOut', readonly T[]> {
  if (findings.length <= MAX_FINDINGS) {
    return { reported: findings, leftOut: [] };
  }
  const rank = ({ severity, waived }: T) => waived ? 2 : severity === 'error' ? 0 : 1;
  const ranked = [0, 1, 2].flatMap((wanted) => findings.filter((finding) => rank(finding) === wanted));
  return { reported: ranked.slice(0, MAX_FINDINGS), leftOut: ranked.slice(MAX_FINDINGS) };
}
