import { BuiltImage } from '../../../../src/policy/settings/images';
import { DEFAULT_SETTINGS, Settings } from '../../../../src/policy/settings/settings';

/** A policy that knows one image, of the pod's only container. */
export function policyWith(image: Partial<BuiltImage>): Settings {
  return { ...DEFAULT_SETTINGS, images: [{ source: 'Dockerfile', ports: [], volumes: [], ownedPaths: [], emptyPaths: [], copiedPaths: [], ...image }] };
}
