import { JsonObject } from '../../formats/manifest/json';

export const LOCK_API_VERSION = 'cdk8s-hardened/v1';
export const LOCK_KIND = 'ImageLock';

/** Whether a document is a lock file. It has the form of a Kubernetes object, for Renovate and Dependabot, and is none. */
export function isLockFile({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === LOCK_API_VERSION && kind === LOCK_KIND;
}
