import { DirectoryFacts, FoundDirectory, LockedFacts, PlatformFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { LockedImages } from '../../../src/knowledge/image-lock/locked-images';
import { parseLock } from '../../../src/knowledge/image-lock/parse-lock';

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

/** An image that no family has, as manifests name it. */
export const APP = 'registry.example/app:1';

/** A lock file with what the image `APP` says of itself, the same on all platforms unless there are several facts. */
export function lockWith(...facts: readonly Partial<PlatformFacts>[]): LockedImages {
  return lockWithFacts({ digest: DIGEST, read: 'files', platforms: facts.map((each, index) => ({ platforms: [`linux/p${index}`], ...each })) });
}

/** @param name in the form of `lockName` */
export function lockWithFacts(facts: LockedFacts, name = APP): LockedImages {
  return { file: 'images.lock.yaml', images: new Map([[name, { name, digest: DIGEST, resolved: '2026-11-28', facts }]]) };
}

/** What messages say of its source. */
export const APP_SOURCE = 'images.lock.yaml, of 2026-11-28, sha256:0123456789ab';

/** A directory of the user 1000. */
export function directoryOf(path: string, reasons: DirectoryFacts['reasons'], has?: FoundDirectory['has'], more: Partial<FoundDirectory> = {}): DirectoryFacts {
  return { path, reasons, ...has && { found: { uid: 1000, gid: 1000, mode: 0o755, has, ...more } } };
}
