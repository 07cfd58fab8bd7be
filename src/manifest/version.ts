/** A Kubernetes version 1.x, by its x. */
export type MinorVersion = number;

/** The newest Kubernetes version whose Pod Security policies are known here. A newer one is evaluated as this one, as upstream does. */
export const LATEST_VERSION: MinorVersion = 37;

/**
 * Reads `1.28`, `v1.28` or `latest`.
 *
 * @throws if the text is none of these
 */
export function parseVersion(text: string): MinorVersion {
  if (text === 'latest') {
    return LATEST_VERSION;
  }
  const match = /^v?1\.(0|[1-9]\d*)$/.exec(text);
  if (!match) {
    throw new Error(`"${text}" is no Kubernetes version: write "1.28", "v1.28" or "latest"`);
  }
  return Number(match[1]);
}

/** The version as people write it: `1.28`. */
export function formatVersion(version: MinorVersion): string {
  return `1.${version}`;
}
