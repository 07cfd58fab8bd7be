import { CAPABILITIES } from '../../../policy/controls/startup/capability-names';

/*
 * The capabilities of a file as a tar archive has them: the kernel's `struct vfs_cap_data` in a header in PAX format.
 * Source: https://github.com/torvalds/linux/blob/master/include/uapi/linux/capability.h
 */

/** The name of each capability, at the index that is its number in the kernel. */
const NAMES = [...CAPABILITIES].map(String).filter((name) => name !== 'ALL');

/** The kernel splits the capabilities of a file into two numbers with this many bits. */
const LOWER = 32;

/** The effective bit, and the lower half of the permitted capabilities. */
const RECORD = /^\d+ SCHILY\.xattr\.security\.capability=([^])[^]{3}([^]{4})/m;

/** The character that replaces a byte that is not valid text. */
const LOST = '\uFFFD';

/**
 * The capabilities that the kernel gives a program at every start. The program does not start if the container lacks one of them.
 *
 * @param header text of the PAX header before a file
 * @returns names, or `unknown` if the text is damaged; undefined if the file has none
 */
export function capabilitiesIn(header: string): readonly string[] | undefined {
  const [, magic, permitted] = RECORD.exec(header) ?? [];
  if (magic === undefined || magic.charCodeAt(0) % 2 === 0) {
    return undefined;
  }
  if (permitted.includes(LOST)) {
    return ['unknown'];
  }
  const hasBit = (number: number) => Math.floor(permitted.charCodeAt(Math.floor(number / 8)) / 2 ** (number % 8)) % 2 === 1;
  return NAMES.slice(0, LOWER).filter((_, number) => hasBit(number));
}

/** The names of capabilities in a set of the kernel, such as `CapPrm` of `/proc/PID/status`. */
export function heldCapabilities(bits: bigint): readonly string[] {
  return NAMES.filter((_, number) => bits / 2n ** BigInt(number) % 2n === 1n);
}
