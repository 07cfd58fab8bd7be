import { requireValue, textSuchAs } from './check-values';
import { ImageLockSettings } from '../../knowledge/image-lock/locked-images';
import { readLock } from '../../knowledge/image-lock/read-lock';

/**
 * A lock file: the digests of image tags. With it, containers run `nginx:1.29@sha256:...` where you write `nginx:1.29`.
 *
 * `cdk8s-hardened lock` asks the registries and writes the file, see docs/how-to/pin-images.md. Synth only reads the file and asks no
 * registry.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * Hardening.of(app).setDefaults({ imageLock: ImageLock.fromFile('images.lock.yaml') });
 */
export class ImageLock {
  /**
   * Reads a lock file.
   *
   * @param path path of the file, relative to the working directory
   * @throws with the file, line and column, if it cannot be read or is invalid
   */
  public static fromFile(path: string): ImageLock {
    requireValue('the path of ImageLock.fromFile', path, textSuchAs('images.lock.yaml'));
    return new ImageLock({ lock: readLock({ path }) });
  }

  /**
   * A lock that was read elsewhere.
   *
   * @internal
   */
  public static _of(settings: ImageLockSettings): ImageLock {
    return new ImageLock(settings);
  }

  private constructor(private readonly settings: ImageLockSettings) {}

  /** Path of the file, as passed to `fromFile`. */
  public get path(): string {
    return this.settings.lock.file;
  }

  /** @internal */
  public _toLock(): ImageLockSettings {
    return this.settings;
  }
}
