import { holdingMount } from '../../../formats/manifest/holding-mount';
import { asObject, asString, textOf } from '../../../formats/manifest/json';
import { Mount, mountsOf } from '../../../formats/manifest/mounts';
import { normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { MOUNTED_PATHS } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { loaderPaths } from '../loader-paths';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry, pinned } from '../violations';

export const loaderVariables: PodControl = {
  id: 'loader-variables',
  title: 'No code loaded from writable paths',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who can write a file at such a path can run code in every program that the container starts.',
  remedy: 'load it from the image or from a volume that is mounted with `readOnly: true`',
  spec: {
    rules: [{
      fields: [ofContainers('env[*].value') + ' of LD_PRELOAD, LD_AUDIT, LD_LIBRARY_PATH, BASH_ENV and NODE_OPTIONS'],
      allowed: 'no path at or below a writable mount of the container',
    }],
    notes: ['In NODE_OPTIONS, only options that load code are checked. For example, --diagnostic-dir=/tmp is allowed.'],
  },
  admission: MOUNTED_PATHS,
  reads: { needs: ['containers[*].env'], fields: ['containers[*].volumeMounts', 'spec.volumes'] },
  checks: always(everyContainer((container) => {
    const mounts = mountsOf(container);
    return everyEntry(container.env, (entry, index) => writableLoader(container, mounts, entry, index));
  })),
};

function writableLoader(container: ContainerView, mounts: readonly Mount[], entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  for (const path of loaderPaths(name, asString(value))) {
    const mount = holdingMount(mounts, normalizePath(path));
    if (mount?.writable) {
      return pinned(
        at(container, ['env', index, 'value'], `${name} loads code from "${path}", and the volume at "${mount.path}" is writable`),
        textOf(name),
      );
    }
  }
  return undefined;
}
