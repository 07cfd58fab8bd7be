/** A Kubernetes version 1.x, by its x. */
export type MinorVersion = number;

/** The newest Kubernetes version whose Pod Security policies are known here. The next one is evaluated like it, as upstream does. */
export const LATEST_VERSION: MinorVersion = 37;

/**
 * The oldest Kubernetes version that is known here. What a version lacks is known from the next one on, and Pod Security, whose policies
 * the controls follow, is on by default since this one.
 */
export const OLDEST_VERSION: MinorVersion = 23;

/** The patch, and the suffixes that EKS and GKE add. */
const VERSION = /^v?1\.(0|[1-9]\d*)(?:\.\d+(?:[-+][-+.0-9A-Za-z]+)?)?$/;

/**
 * Reads `1.28`, `v1.28.3`, `v1.28.3-gke.100` or `latest`. Only the minor version counts.
 *
 * @throws if it is not text or none of these, or the version is older than the oldest known, or newer than the one after the newest known
 */
export function parseVersion(text: string): MinorVersion {
  if (typeof text !== 'string') {
    throw new Error(`kubernetesVersion is ${typeof text === 'number' ? `the number ${text}` : String(text)}: write '${quoted(text)}', in quotes`);
  }
  if (text === 'latest') {
    return LATEST_VERSION;
  }
  const match = VERSION.exec(text);
  if (!match) {
    throw new Error(`${JSON.stringify(text)} is not a Kubernetes version: write "1.28", "v1.28.3" or "latest"`);
  }
  const minor = Number(match[1]);
  if (minor > LATEST_VERSION + 1) {
    throw new Error(`Kubernetes ${JSON.stringify(text)} is too new: the newest version that this release knows is `
      + `${formatVersion(LATEST_VERSION)}. Write "latest", or update cdk8s-hardened`);
  }
  if (minor < OLDEST_VERSION) {
    throw new Error(`Kubernetes ${JSON.stringify(text)} is too old: the oldest version that this release knows is `
      + `${formatVersion(OLDEST_VERSION)}. Write "${formatVersion(OLDEST_VERSION)}" or a newer one`);
  }
  return minor;
}

/** A number loses the zero of 1.30. Kubernetes 1.4 and older are not meant. */
function quoted(version: unknown): string {
  if (/^1\.\d\d$/.test(String(version))) {
    return String(version);
  }
  return /^1\.\d$/.test(String(version)) ? `${version}0` : formatVersion(LATEST_VERSION);
}

/** The version as people write it: `1.28`. */
export function formatVersion(version: MinorVersion): string {
  return `1.${version}`;
}
