import { JudgedFinding } from '../waivers/apply';

/** So many findings of one object say what is wrong with it. By its aliases a small file can have millions. */
const MAX_FINDINGS = 1000;

/** The findings to report, the worst where there are too many. */
export function limited<T extends JudgedFinding>(findings: readonly T[]): Record<'reported' | 'leftOut', readonly T[]> {
  if (findings.length <= MAX_FINDINGS) {
    return { reported: findings, leftOut: [] };
  }
  const rank = ({ severity, waiver }: JudgedFinding) => waiver ? 2 : severity === 'error' ? 0 : 1;
  const ranked = [0, 1, 2].flatMap((wanted) => findings.filter((finding) => rank(finding) === wanted));
  return { reported: ranked.slice(0, MAX_FINDINGS), leftOut: ranked.slice(MAX_FINDINGS) };
}
