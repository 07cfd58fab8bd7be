import { LockedFacts } from './facts/image-facts';
import { Observation } from './facts/observation';
import { JsonObject } from '../../formats/manifest/json';

export const LOCK_API_VERSION = 'cdk8s-hardened/v1';
export const LOCK_KIND = 'ImageLock';

/** Whether a document is a lock file. Renovate and Dependabot need the form of a Kubernetes object, although it is not one. */
export function isLockFile({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === LOCK_API_VERSION && kind === LOCK_KIND;
}

/** The content that a tag had when the registry was asked. */
export interface LockedImage {
  /** Name, as `lockName` returns it. */
  readonly name: string;
  readonly digest: string;
  /** The platforms; absent if the platform of a single-platform image was not requested. */
  readonly platforms?: readonly string[];
  /** The day on which the registry was asked, as `YYYY-MM-DD`. */
  readonly resolved: string;
  /** Facts from the image with this digest. */
  readonly facts?: LockedFacts;
  /** Facts of another digest, because someone changed the digest since. They are not used. */
  readonly staleFacts?: LockedFacts;
  /** The paths that a run of this digest wrote. */
  readonly observation?: Observation;
  /** Paths that a run of another digest wrote. They are not used. */
  readonly staleObservation?: Observation;
}

/** The content of a lock file. */
export interface LockedImages {
  /** Path of the file, as the user wrote it. */
  readonly file: string;
  /** Images by name. */
  readonly images: ReadonlyMap<string, LockedImage>;
}

/** A lock file, and the maximum age of its entries. */
export interface ImageLockSettings {
  readonly lock: LockedImages;
  readonly maxAge?: MaxAge;
}

/** The maximum age of entries. */
export interface MaxAge {
  readonly days: number;
  readonly now: Date;
}
