import { acceptanceOf, acceptedIds, reportingIds } from './acceptance';
import { AnnotationDialect } from './annotation-dialect';
import { checkov } from './checkov';
import { kubeLinter } from './kube-linter';
import { kubeScore } from './kube-score';
import { kubescape } from './kubescape';
import { polaris } from './polaris';
import { asObject, JsonObject } from '../../../formats/manifest/json';
import { EvaluatedFinding } from '../../engine/finding';
import { canAnnotate, withAnnotations } from '../annotation';

/** The scanners that read exceptions from annotations. */
export const ANNOTATION_DIALECTS: { readonly [scanner: string]: AnnotationDialect } = {
  'kube-linter': kubeLinter,
  'kube-score': kubeScore,
  'polaris': polaris,
  'checkov': checkov,
  'kubescape': kubescape,
};

/**
 * The manifest with annotations that tell scanners the accepted findings. Annotations of the author stay. A list gets no annotations, since
 * scanners read them from its items.
 *
 * @param scanners keys of `ANNOTATION_DIALECTS`
 * @param findings all findings on the object
 * @param everything the findings of all controls on it, including controls outside of the profile
 */
export function annotateForScanners(
  manifest: JsonObject, scanners: readonly string[], findings: readonly EvaluatedFinding[], everything: () => readonly EvaluatedFinding[],
): JsonObject {
  if (scanners.length === 0 || !canAnnotate(manifest) || Array.isArray(manifest.items) || !findings.some(({ waiver }) => waiver)) {
    return manifest;
  }
  const existing = asObject(asObject(manifest.metadata).annotations);
  const { accepted, open } = acceptanceOf(findings, everything());
  const added = Object.keys(ANNOTATION_DIALECTS).filter((scanner) => scanners.includes(scanner)).map((scanner) => {
    const { standard, annotations } = ANNOTATION_DIALECTS[scanner];
    const ids = acceptedIds(standard, accepted, reportingIds(standard, open));
    return ids.size === 0 ? {} : annotations(ids, existing);
  });
  return withAnnotations(manifest, Object.assign({}, ...added));
}
