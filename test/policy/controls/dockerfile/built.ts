import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { BuiltImage } from '../../../../src/policy/settings/images';

/** A policy that knows one image, of the pod's only container. */
export function policyWith(image: Partial<BuiltImage>): EvaluationContext {
  return amended(DEFAULT_CONTEXT, { choices: { images: [{ source: 'Dockerfile', ports: [], volumes: [], ownedPaths: [], emptyPaths: [], copiedPaths: [], ...image }] } });
}
