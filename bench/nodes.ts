import { join } from 'node:path';
import { nodeFolder } from '../test/programs/node';

/** The major versions of Node.js that everything is measured on. The aims are for the last one. */
export const MAJORS = ['20', '24'] as const;
export type Major = typeof MAJORS[number];

/** The program of a version, which is installed once for the machine. */
export function nodeOf(major: Major): string {
  return process.versions.node.startsWith(`${major}.`) ? process.execPath : join(nodeFolder(Number(major) as 20 | 24), 'node');
}
