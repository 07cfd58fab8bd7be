import { asString } from '../../../formats/manifest/json';
import { emptyDirOf, Mount, mountsOf } from '../../../formats/manifest/mounts';
import { isIn } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { celIsIn, celList, celMatches, celPath, SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

const RESERVED = ['/proc', '/sys', '/dev'];
/** A cheap test for all reserved paths. The full comparison costs ten times as much in CEL. */
const PERHAPS = /[.][.]|^[./]*((proc|sys|dev)(\/|$)|$)/;

export const reservedMountPaths: PodControl = {
  id: 'reserved-mount-paths',
  title: 'No volumes over /, /proc, /sys and /dev',
  level: 'hardened',
  risk: 'high',
  why: 'Such a volume hides the image, or files that the kernel and the runtime use to isolate the container from the node.',
  remedy: 'mount it elsewhere: files of the node below /host, and other volumes at directories that the application uses',
  spec: {
    rules: [{
      fields: [ofContainers('volumeMounts[*].mountPath')],
      allowed: 'any path except "/" and paths in /proc, /sys and /dev; a path in /dev/shm; a path in /dev/hugepages for an emptyDir of '
        + 'huge pages',
    }],
    notes: ['A volume at "/" hides the whole image, including its programs. runc refuses mounts in /proc. A volume in /sys or /dev either '
      + 'exposes these files of the node or hides files that the container needs.'],
  },
  admission: [{
    each: 'container',
    in: 'c.?volumeMounts.orValue([])',
    // CEL cannot resolve `..`, so any `..` is refused.
    violates: `${celMatches('it.mountPath', PERHAPS)} && ('..' in it.mountPath.split('/') || [${celPath('it.mountPath')}].exists(p, p == `
      + `'/' || (${celList(RESERVED)}.exists(d, ${celIsIn('p', 'd')})`
      + ` && !${celIsIn('p', '\'/dev/shm\'')} && !(${celIsIn('p', '\'/dev/hugepages\'')} && ${SPEC}.?volumes.orValue([]).exists(v, v.name `
      + '== it.name && v.?emptyDir.?medium.orValue(\'\').startsWith(\'HugePages\'))))))',
    value: 'it.mountPath',
  }],
  reads: { needs: ['containers[*].volumeMounts'], fields: ['spec.volumes'] },
  checks: always(everyContainer(reserved)),
};

function reserved(container: ContainerView): Found {
  return mountsOf(container).filter(isReserved).map(({ index, path, json }) =>
    at(container, ['volumeMounts', index, 'mountPath'], path === json.mountPath ? undefined : `it resolves to "${path}"`));
}

function isReserved({ path, volume }: Mount): boolean {
  return path === '/' || (RESERVED.some((directory) => isIn(path, directory)) && !isIn(path, '/dev/shm')
    && !(isIn(path, '/dev/hugepages') && isOfHugePages(volume)));
}

function isOfHugePages(volume: Mount['volume']): boolean {
  const medium = asString(volume && emptyDirOf(volume)?.medium);
  return medium?.startsWith('HugePages') === true;
}
