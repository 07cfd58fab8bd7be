/** An architecture of the image, as Debian, Go and registries of images call it. */
export type Architecture = 'amd64' | 'arm64';

/** The same for Node.js and npm. */
export const NODE_NAMES: Readonly<Record<Architecture, string>> = { amd64: 'x64', arm64: 'arm64' };

/** The archive of the image that `npx projen container` builds. */
export function archiveOf(architecture: string): string {
  return `dist/container/cdk8s-hardened-${architecture}.oci.tar`;
}

/** That of this machine. */
export function ownArchitecture(): Architecture {
  const own = Object.entries(NODE_NAMES).find(([, name]) => name === process.arch);
  if (!own) throw new Error(`there is no image for ${process.arch}: build it on x64 or arm64`);
  return own[0] as Architecture;
}
