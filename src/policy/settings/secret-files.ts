/** The directory for the files of a Secret. Variables of the image tell the program their paths. */
export function secretDirectory(secret: string): string {
  return `/run/secrets/${secret}`;
}

/** The mode of files that only their owner, root, and the pod's fsGroup may read. */
export const OWNER_AND_GROUP = 0o440;
