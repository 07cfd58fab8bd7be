import { randomBytes } from 'crypto';
import { basename, dirname, join } from 'path';

/**
 * Where the content of a file is written until it is complete. The name is unpredictable: open it with `wx`, since another user of the
 * folder may have planted a file or a link. It starts with a dot, so that nobody takes an incomplete `Dockerfile` for one.
 */
export function partialPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.partial-${randomBytes(8).toString('hex')}`);
}
