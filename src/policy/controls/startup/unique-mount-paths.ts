import { mountsOf } from '../../../formats/manifest/mounts';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const uniqueMountPaths: PodControl = {
  id: 'unique-mount-paths',
  title: 'One mount per path',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses two mounts with the same path. If the path is spelled in two ways, one mount hides the other.',
  remedy: 'remove one of the mounts, or mount it elsewhere',
  refusedBy: 'api-server',
  spec: {
    rules: [{ fields: [ofContainers('volumeMounts[*].mountPath')], allowed: 'each path once, in any spelling' }],
    notes: ['The API server compares only the text, so it accepts `/tmp/` beside `/tmp`.'],
  },
  reads: { needs: ['containers[*].volumeMounts'], fields: ['spec.volumes'] },
  checks: always(everyContainer((container) => {
    if (container.volumeMounts.length < 2) {
      return undefined;
    }
    const mounts = mountsOf(container);
    return everyEntry(mounts, ({ index, path }) => mounts.some((other) => other.index < index && other.path === path)
      ? at(container, ['volumeMounts', index, 'mountPath'], `another mount also has the path "${path}"`)
      : undefined);
  })),
};
