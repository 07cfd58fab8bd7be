import { randomBytes } from 'crypto';
import { basename, dirname, join } from 'path';

/**
 * The path for the content of a file until it is complete. The name is unpredictable, but open it with `wx`, because another user of the
 * folder may have created a file or link. It starts with a dot, so that no program takes an incomplete `Dockerfile` for a complete one.
 */
export function partialPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.partial-${randomBytes(8).toString('hex')}`);
}
