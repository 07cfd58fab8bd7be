/**
 * A scanner that reads exceptions from the annotations of an object.
 *
 * @stability experimental
 */
export enum Scanner {
  /** kube-linter: `ignore-check.kube-linter.io/<check>`, with the reason. */
  KUBE_LINTER = 'kube-linter',
  /** kube-score: `kube-score/ignore`. */
  KUBE_SCORE = 'kube-score',
  /** Polaris: `polaris.fairwinds.com/<check>-exempt`. */
  POLARIS = 'polaris',
  /** Checkov: `checkov.io/skip<number>`, with the reason. */
  CHECKOV = 'checkov',
  /** Kubescape: `kubescape.io/skip-controls`, with the reasons and the first date on which a waiver ends. */
  KUBESCAPE = 'kubescape',
}
