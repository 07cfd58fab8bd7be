import { ImageFacts, KnownPath } from '../known-image';

/** It starts as root, its start script changes to a user, and any other user may start it, too. */
export function leavesRoot(stepsDownWith: ImageFacts['stepsDownWith'], uid: number, gid = uid) {
  return { uid, gid, imageUser: 'root', anyUser: true, stepsDownWith } as const;
}

/** A directory for PID files and sockets. */
export function runDirectory(path: string): KnownPath {
  return { path, kind: 'empty', size: 16 * 2 ** 20 };
}

/** Variables whose start script reads the value from a file where the same name with `_FILE` is set. */
export function filesFor(...variables: readonly string[]): { readonly [variable: string]: string } {
  return Object.fromEntries(variables.map((variable) => [variable, `${variable}_FILE`]));
}

/** How Redis and Valkey are told to keep no snapshot. */
export const NO_SNAPSHOT: ImageFacts['keepsNothingWith'] = { flag: '--save', value: '' };

export const LOW_PORT_HINT = 'As a user that is not root it needs a port above 1023 or the sysctl net.ipv4.ip_unprivileged_port_start';
