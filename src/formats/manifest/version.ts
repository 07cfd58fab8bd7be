/** The minor version of a Kubernetes version 1.x. */
export type MinorVersion = number;

/**
 * The newest Kubernetes version whose Pod Security policies are known. The next version is evaluated by the same policies, as upstream
 * does.
 */
export const LATEST_VERSION: MinorVersion = 37;

/**
 * The oldest supported Kubernetes version. The tables of additions to Kubernetes begin after it. Pod Security, whose policies the controls
 * follow, is on by default since this version.
 */
export const OLDEST_VERSION: MinorVersion = 23;

/** A version may have a patch number, and the suffixes of EKS and GKE. */
const VERSION = /^v?1\.(0|[1-9]\d*)(?:\.\d+(?:[-+][-+.0-9A-Za-z]+)?)?$/;

/**
 * Reads `1.28`, `v1.28.3`, `v1.28.3-gke.100` or `latest`, and returns the minor version.
 *
 * @throws if it is not such a text, is older than the oldest known version, or more than one version newer than the newest known version
 */
export function parseVersion(text: string): MinorVersion {
  if (typeof text !== 'string') {
    throw new Error('kubernetesVersion is '
      + `${typeof text === 'number' ? `the number ${text}` : String(text)}: write '${quoted(text)}', in quotes`);
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

/** The version that the user wrote without quotes, for an error. YAML reads 1.30 as the number 1.3, and nobody means Kubernetes 1.3. */
function quoted(version: unknown): string {
  if (/^1\.\d\d$/.test(String(version))) {
    return String(version);
  }
  return /^1\.\d$/.test(String(version)) ? `${version}0` : formatVersion(LATEST_VERSION);
}

/** The version in its usual form: `1.28`. */
export function formatVersion(version: MinorVersion): string {
  return `1.${version}`;
}
