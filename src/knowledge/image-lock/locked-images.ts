import { ImageFacts } from './facts/image-facts';
import { Observation } from './facts/observation';
import { JsonObject } from '../../formats/manifest/json';

export const LOCK_API_VERSION = 'cdk8s-hardened/v1';
export const LOCK_KIND = 'ImageLock';

/** Whether a document is a lock file. It has the form of a Kubernetes object, for Renovate and Dependabot, and is none. */
export function isLockFile({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === LOCK_API_VERSION && kind === LOCK_KIND;
}

/** The content of a tag when its registry was asked. */
export interface LockedImage {
  /** In the form of `lockName`. */
  readonly name: string;
  readonly digest: string;
  /** Absent if nobody asked for the platform of an image for a single one. */
  readonly platforms?: readonly string[];
  /** The day on which the registry was asked, as `YYYY-MM-DD`. */
  readonly resolved: string;
  /** Facts from the image itself, with this digest. */
  readonly facts?: ImageFacts;
  /** Facts of another digest, because somebody has changed the digest since. They are not used. */
  readonly staleFacts?: ImageFacts;
  /** The paths that a run of this digest wrote. */
  readonly observation?: Observation;
  /** The same for another digest, which is not used. */
  readonly staleObservation?: Observation;
}

/** The content of a lock file. */
export interface LockedImages {
  /** Path of the file, as the user wrote it. */
  readonly file: string;
  /** By their names. */
  readonly images: ReadonlyMap<string, LockedImage>;
}

/** A lock file, and how old its entries may be. */
export interface ImageLockSettings {
  readonly lock: LockedImages;
  readonly maxAge?: MaxAge;
}

/** How old entries may be. */
export interface MaxAge {
  readonly days: number;
  readonly now: Date;
}
