import { groupBy } from '../../../formats/manifest/group-by';
import { asString } from '../../../formats/manifest/json';
import { Mount, mountsOf } from '../../../formats/manifest/mounts';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { MOUNTED_PATHS } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at } from '../violations';

const SYSTEM_DIRECTORY = /^\/(?:usr(?:\/local)?|(?:usr\/(?:local\/)?)?(?:s?bin|lib(?:32|64|x32|exec)?)(?:\/.*)?)$/;

/** A directory below the libraries in which one program keeps its own files: `/usr/lib/unifi/logs`, `/usr/lib/unifi/data`. */
const WRITTEN = /^\/(?:usr\/(?:local\/)?)?lib(?:32|64|x32|exec)?\/(?:[^/]+\/)+(?:cache|data|logs?|run|te?mp)$/;

export const writableSystemDirectories: PodControl = {
  id: 'writable-system-directories',
  title: 'No writable volume over system directories',
  level: 'hardened',
  risk: 'medium',
  why: 'A process that can write to the volume can replace a program or library that the container runs next.',
  remedy: 'put the files into the image or an image volume, or mount the volume elsewhere and start its programs by their full path',
  spec: {
    rules: [{
      fields: [ofContainers('volumeMounts[*].mountPath')],
      allowed: 'no path at or below /bin, /sbin, /lib, /lib64 and similar directories, also those in /usr and /usr/local, and neither /usr '
        + 'nor /usr/local; in the directory of a program in /lib or /usr/lib, its cache, data, log, logs, run and tmp; any path if no '
        + 'container of the pod can write to the volume',
    }],
    notes: [
      'The rest of /usr is allowed, because programs there are not found by their name alone, and images store content and logs there, '
        + 'such as /usr/share/nginx/html, /usr/src/app and /usr/local/tomcat/logs.',
      'A volume that is read-only here but writable in another container, such as an init container, is reported, too, because that '
        + 'container can replace the programs of this one.',
    ],
  },
  admission: MOUNTED_PATHS,
  reads: { needs: ['containers[*].volumeMounts'], fields: ['spec.volumes'] },
  checks: always((pod) => {
    const placed = pod.containers.flatMap((container) => mountsOf(container).map((mount) => ({ container, mount })));
    const writers = groupBy(placed.filter(({ mount }) => mount.writable), ({ mount }) => mount.json.name);
    return placed.filter(({ mount }) => SYSTEM_DIRECTORY.test(mount.path) && !WRITTEN.test(mount.path))
      .flatMap((each) => writableMount(each, writers.get(each.mount.json.name) ?? []) ?? []);
  }),
};

interface PlacedMount {
  readonly container: ContainerView;
  readonly mount: Mount;
}

function writableMount({ container, mount }: PlacedMount, writers: readonly PlacedMount[]): Violation | undefined {
  const path = ['volumeMounts', mount.index, 'mountPath'];
  if (mount.writable) {
    return at(container, path, 'this container can write to the volume');
  }
  const writer = writers.find((other) => isShared(other.mount, mount))?.container;
  return writer && at(container, path, `container "${writer.name}" can write to the volume`);
}

/** Whether two mounts of a volume show the same files. */
function isShared(one: Mount, other: Mount): boolean {
  const [here, there] = [subPathOf(one), subPathOf(other)];
  return isIn(here, there) || isIn(there, here);
}

/** The `subPath` of a mount. A `subPathExpr` has an unknown value, so it counts as the root of the volume. */
function subPathOf({ json }: Mount): string {
  return normalizePath(asString(json.subPath) ?? '');
}
