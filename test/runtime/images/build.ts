import { writeFileSync } from 'fs';
import { join } from 'path';
import { ImageProgram } from './image-program';
import { buildApplication } from '../apps/images';
import { build, makeOnce, podman } from '../support/podman';
import { newFolder } from '../support/storage';

/**
 * Builds the image of a program under its upstream name, unless it is there.
 *
 * @returns that name with its digest
 */
export function buildProgram({ image, containerfile, application }: ImageProgram): string {
  makeOnce(image, () => {
    if (application) {
      buildApplication(application);
    }
    const folder = newFolder('program');
    writeFileSync(join(folder, 'Containerfile'), containerfile);
    build(folder, image, { network: true });
  });
  return `${image}@${podman(['image', 'inspect', '--format', '{{.Digest}}', image]).trim()}`;
}
