import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { fileReason } from '../manifest/file-reason';
import { InputError } from '../manifest/input-error';

/**
 * Creates a folder for temporary files, which the caller removes.
 *
 * @param purpose the end of its name
 * @throws InputError if nothing can be written where temporary files are, such as in a container with a read-only root filesystem
 */
export function temporaryFolder(purpose: string): string {
  const parent = tmpdir();
  try {
    return mkdtempSync(join(parent, `cdk8s-hardened-${purpose}-`));
  } catch (error) {
    throw new InputError(`no temporary folder can be created in ${parent}: ${fileReason(parent, error)}: `
      + 'make it writable (in a container, mount a tmpfs there), or set TMPDIR to a folder that is');
  }
}
