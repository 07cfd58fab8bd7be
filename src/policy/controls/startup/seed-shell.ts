import { ImageReference, parseImage } from '../../../formats/manifest/image';
import { isHelper } from '../../../knowledge/writable-paths/container-paths';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { at, everyContainer } from '../violations';

/** Images without a shell, by name. Variants with a shell have `debug` or `-dev` in their tags. */
const WITHOUT_SHELL: readonly ((image: ImageReference) => boolean)[] = [
  // https://github.com/GoogleContainerTools/distroless#debug-images
  ({ registry, repository, tag = '' }) => registry === 'gcr.io' && repository.startsWith('distroless/') && !tag.includes('debug'),
  // https://edu.chainguard.dev/chainguard/chainguard-images/about/differences-development-production/
  ({ registry, repository, tag = '' }) => registry === 'cgr.dev' && !tag.endsWith('-dev')
    && !/\/(bash|busybox|wolfi-base)$/.test(repository),
  // https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md
  ({ registry, repository, tag = '' }) => registry === 'mcr.microsoft.com' && repository.startsWith('dotnet/')
    && /chiseled|distroless/.test(tag),
  ({ repository }) => repository === 'pause' || repository.endsWith('/pause'),
];

export const seedShell: PodControl = {
  id: 'seed-shell',
  title: 'A shell for init containers that prepare volumes',
  level: 'hardened',
  risk: 'broken',
  why: 'A shell script copies the files and changes their owner, and an image without a shell cannot run it.',
  remedy: 'use an image with a shell, such as busybox, or the variant of the image that has one',
  remedyInCode: {
    hardened: 'set `seedImage` (or the `image` of `takeOwnership`) to an image with a shell, such '
    + 'as busybox, or use the variant of the image that has one',
  },
  spec: {
    rules: [{
      fields: ['spec.initContainers[*].image of writable-seed-<container> and writable-owner-<claim>'],
      allowed: 'any image, except from image families without a shell',
    }],
    notes: ['The manifest does not show the files of an image. Waive this for an image that has a shell.'],
  },
  admission: STARTUP,
  reads: { fields: ['containers[*].image'] },
  checks: always(everyContainer((container) => {
    const { image } = container.json;
    return typeof image === 'string' && isHelper(container) && hasNoShell(image) ? at(container, ['image']) : undefined;
  })),
};

function hasNoShell(image: string): boolean {
  const reference = parseImage(image);
  return WITHOUT_SHELL.some((matches) => matches(reference));
}
