import { Input } from './input';
import { podTemplate } from '../../policy/controls/objects/pod-template';
import { EvaluatedFinding } from '../../policy/engine/finding';

/**
 * The findings on an object, without what the API server misses in it, if it is a patch that no kustomization uses: a patch is only a part
 * of an object, and nobody applies it.
 */
export function withoutMissing(findings: readonly EvaluatedFinding[], { mayBePatch }: Input): readonly EvaluatedFinding[] {
  const isMissing = ({ value }: EvaluatedFinding) => value === undefined || value === null;
  const isPatch = mayBePatch && findings.some((finding) => finding.control === podTemplate && isMissing(finding));
  return isPatch ? findings.filter((finding) => (finding.refusedBy ?? finding.control.refusedBy) !== 'api-server' || !isMissing(finding)) : findings;
}
