/** Enough findings of one object to show what is wrong with it. With YAML aliases a small file can have millions. */
const MAX_FINDINGS = 1000;

/**
 * The findings to report: if there are too many, the worst.
 *
 * @param stateOf `error`, `warning` or `waived`
 */
export function limited<T>(findings: readonly T[], stateOf: (finding: T) => string): Record<'reported' | 'leftOut', readonly T[]> {
  if (findings.length <= MAX_FINDINGS) {
    return { reported: findings, leftOut: [] };
  }
  const ranked = ['error', 'warning', 'waived'].flatMap((state) => findings.filter((finding) => stateOf(finding) === state));
  return { reported: ranked.slice(0, MAX_FINDINGS), leftOut: ranked.slice(MAX_FINDINGS) };
}
