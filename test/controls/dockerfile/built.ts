import { BuiltImage, DEFAULT_POLICY, Policy } from '../../../src/controls/policy';

/** A policy that knows one image, of the pod's only container. */
export function policyWith(image: Partial<BuiltImage>): Policy {
  return { ...DEFAULT_POLICY, images: [{ source: 'Dockerfile', ports: [], volumes: [], ownedPaths: [], emptyPaths: [], copiedPaths: [], ...image }] };
}
