import { cpSync, readFileSync, rmSync } from 'fs';
import { dirname, join } from 'path';
import { Architecture } from './architecture';
import { mustRun } from '../../test/programs/must-run';
import { withTemporaryFolder } from '../temporary-folder';

const NAME = 'localhost/cdk8s-hardened';

/**
 * Builds the image of a root into an archive of OCI, with a storage that is gone afterwards. Equal roots make equal images.
 *
 * @param root a folder of this name
 * @param seconds the time of all files in the image, since 1970
 * @returns the digest of the image
 */
export function buildImage(root: string, architecture: Architecture, archive: string, seconds: number): string {
  const context = dirname(root);
  return withTemporaryFolder('image', (work) => {
    const storage = ['--root', join(work, 'graph'), '--runroot', join(work, 'run'), '--storage-driver', 'vfs'];
    const buildah = (...args: readonly string[]) => mustRun('buildah', [...storage, ...args], undefined, { TMPDIR: work });
    cpSync(join(__dirname, 'Dockerfile'), join(context, 'Dockerfile'));
    buildah('build', '--quiet', '--platform', `linux/${architecture}`, '--timestamp', `${seconds}`, '--tag', NAME, context);
    const digest = join(work, 'digest');
    rmSync(archive, { force: true });
    buildah('push', '--quiet', '--digestfile', digest, NAME, `oci-archive:${archive}`);
    return readFileSync(digest, 'utf8').trim();
  });
}
