/* Limits for reading an image. Layers are hostile, so anything larger than real images causes an error. */

const MIB = 2 ** 20;

/** Entries in all layers of an image, and the files and directories that they create. */
export const MAX_ENTRIES = 3_000_000;

/** Characters of all paths and link targets. */
export const MAX_NAMES = 128 * MIB;

/** Characters of one path, as in Linux. */
export const MAX_PATH = 4096;

/** Layers of an image, as in container runtimes. */
export const MAX_LAYERS = 500;

/** The maximum ratio of an image's size to its download. */
export const MAX_EXPANSION = 20;

/** Size in bytes that an image may always have, despite `MAX_EXPANSION`. */
export const MIN_UNPACKED = 256 * MIB;

/** Bytes of a file whose content is needed, such as /etc/passwd. */
export const MAX_CONTENT = MIB;

/** Bytes of a script that is kept while its layer is read, in case that it is needed. For a longer script, the layer is read again. */
export const MAX_KEPT_FILE = 64 * 1024;

/** Bytes of all kept scripts of an image. */
export const MAX_KEPT = 16 * MIB;

/** The largest zstd window in bytes, as in the program zstd by default. */
export const MAX_WINDOW = 128 * MIB;

/** Symbolic links in one path, as in Linux. */
export const MAX_LINKS = 40;

/** The maximum number of scripts that are followed from the start of an image. */
export const MAX_SCRIPTS = 20;

/** The maximum number of words of a command. A script that passes its arguments on twice doubles them, at each call. */
export const MAX_WORDS = 200;
