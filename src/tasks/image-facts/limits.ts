/*
 * What reading an image may cost at most. Layers are hostile: what is larger than any image that people run ends in an error.
 */

const MIB = 2 ** 20;

/** Entries in all layers of an image, and files and directories that come of them. */
export const MAX_ENTRIES = 3_000_000;

/** Characters of all their paths and link targets. */
export const MAX_NAMES = 128 * MIB;

/** Characters of one path. Linux takes no longer one. */
export const MAX_PATH = 4096;

/** Layers of an image. No runtime mounts more. */
export const MAX_LAYERS = 500;

/** How many times as large as its download an image may be. */
export const MAX_EXPANSION = 20;

/** A small image may be larger than that, in bytes. */
export const MIN_UNPACKED = 256 * MIB;

/** Bytes of a file whose content counts, such as /etc/passwd. */
export const MAX_CONTENT = MIB;

/** Bytes of a script that is kept while its layer is read, in case that it is asked for. Longer ones are read again. */
export const MAX_KEPT_FILE = 64 * 1024;

/** Bytes of all scripts of an image that are kept. */
export const MAX_KEPT = 16 * MIB;

/** The largest zstd window, in bytes: the default limit of the program zstd. */
export const MAX_WINDOW = 128 * MIB;

/** Symbolic links in one path, as in Linux. */
export const MAX_LINKS = 40;

/** The maximum number of scripts that are followed from the start of an image. */
export const MAX_SCRIPTS = 20;

/** The maximum number of words of a command: arguments that scripts pass on several times would become more and more. */
export const MAX_WORDS = 200;
