export { Buffer } from 'buffer/';

/** Paths of files count from the root. */
export const process = { cwd: () => '/', argv: [] as string[], env: {}, platform: 'linux' };
