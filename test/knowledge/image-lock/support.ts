import { LockedImages } from '../../../src/knowledge/image-lock/locked-images';
import { parseLock } from '../../../src/knowledge/image-lock/read-lock';

export const HEX = '0123456789abcdef'.repeat(4);
export const OTHER = 'fedcba9876543210'.repeat(4);
export const DIGEST = `sha256:${HEX}`;

/** A lock file with these images. */
export function lockText(images: readonly string[], resolved = '2026-11-28'): string {
  return ['apiVersion: cdk8s-hardened/v1', 'kind: ImageLock', `images:${images.length === 0 ? ' []' : ''}`,
    ...images.flatMap((image) => [`  - image: ${image}`, `    resolved: "${resolved}"`]), ''].join('\n');
}

export function lockOf(images: readonly string[], resolved?: string): LockedImages {
  return parseLock(Buffer.from(lockText(images, resolved)), 'images.lock.yaml');
}
