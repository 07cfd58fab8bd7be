import { randomBytes } from 'crypto';

/**
 * Where the content of a file is written until it is complete. The name is unpredictable: open it with `wx`, since another user of the
 * folder may have planted a file or a link.
 */
export function partialPath(target: string): string {
  return `${target}.partial-${randomBytes(8).toString('hex')}`;
}
