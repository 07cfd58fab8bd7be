/*
 * An init container that prepares volumes finds a shell in its image.
 *
 * Restricted fields: spec.initContainers[*].image of "writable-seed-<container>" and "writable-owner-<claim>"
 * Allowed values:    any image but those that are known to hold one program and no shell
 *
 * What an image holds is not in the manifest: these are the families that say it of themselves. One that has a shell all the same
 * is waived.
 */
import { ImageReference, parseImage } from '../../manifest/image';
import { isHelper } from '../../writable-paths/container-paths';
import { always, at, everyContainer, PodControl } from '../control';

/** What images without a shell are called. The ones with a shell beside them have `debug` or `-dev` in their tags. */
const WITHOUT_SHELL: readonly ((image: ImageReference) => boolean)[] = [
  // https://github.com/GoogleContainerTools/distroless#debug-images
  ({ registry, repository, tag = '' }) => registry === 'gcr.io' && repository.startsWith('distroless/') && !tag.includes('debug'),
  // https://edu.chainguard.dev/chainguard/chainguard-images/about/differences-development-production/
  ({ registry, repository, tag = '' }) => registry === 'cgr.dev' && !tag.endsWith('-dev') && !/\/(bash|busybox|wolfi-base)$/.test(repository),
  // https://github.com/dotnet/dotnet-docker/blob/main/documentation/distroless.md
  ({ registry, repository, tag = '' }) => registry === 'mcr.microsoft.com' && repository.startsWith('dotnet/') && /chiseled|distroless/.test(tag),
  ({ repository }) => repository === 'pause' || repository.endsWith('/pause'),
];

export const seedShell: PodControl = {
  id: 'seed-shell',
  title: 'A shell for what prepares volumes',
  level: 'hardened',
  severity: 'error',
  why: 'Copying files and changing their owner is done by a shell script, and an image without a shell cannot start it.',
  remedy: 'give the writable path a `seedImage` (and `takeOwnership` an `image`) with a shell, such as busybox, or use the variant of the image that has one',
  checks: always(everyContainer((container) => {
    const { image } = container.json;
    return typeof image === 'string' && isHelper(container) && hasNoShell(image) ? at(container, ['image']) : undefined;
  })),
};

function hasNoShell(image: string): boolean {
  const reference = parseImage(image);
  return WITHOUT_SHELL.some((matches) => matches(reference));
}
