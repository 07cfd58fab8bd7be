import { mountsOf } from '../../../formats/manifest/mounts';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const uniqueMountPaths: PodControl = {
  id: 'unique-mount-paths',
  title: 'One mount per path',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a path that is mounted twice; if it is spelled in two ways, one mount hides the other.',
  remedy: 'remove one of the mounts, or mount it somewhere else',
  refusedBy: 'api-server',
  spec: {
    rules: [{ fields: [ofContainers('volumeMounts[*].mountPath')], allowed: 'each path once, in any spelling' }],
    notes: ['The API server compares the text only: it accepts `/tmp/` beside `/tmp`.'],
  },
  reads: { needs: ['containers[*].volumeMounts'], fields: ['spec.volumes'] },
  checks: always(everyContainer((container) => {
    if (container.volumeMounts.length < 2) {
      return undefined;
    }
    const mounts = mountsOf(container);
    return everyEntry(mounts, ({ index, path }) => mounts.some((other) => other.index < index && other.path === path)
      ? at(container, ['volumeMounts', index, 'mountPath'], `another mount has the path "${path}" too`)
      : undefined);
  })),
};
