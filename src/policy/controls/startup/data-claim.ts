import { emptyDirOf, Mount, mountsOf } from '../../../formats/manifest/mounts';
import { isIn } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { groupKind } from '../../../formats/manifest/workload';
import { keepsNothing, mountOfKnown, writtenPaths } from '../../../knowledge/images/written-paths';
import { pathsOf } from '../../../knowledge/writable-paths/container-paths';
import { isVolumeFor } from '../../../knowledge/writable-paths/volumes';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { knownImage, ofImage } from '../known-images';
import { everyContainer, says } from '../violations';

export const dataClaim: PodControl = {
  id: 'data-claim',
  title: 'A persistent volume for the data of a known image',
  level: 'hardened',
  risk: 'low',
  why: 'Without a PersistentVolumeClaim, the data is deleted with the pod, whether the pod is hardened or not: at an update, a node drain '
    + 'or an eviction.',
  remedy: 'mount a PersistentVolumeClaim there; waive this for data that you can lose, such as a cache, or mount your own emptyDir',
  spec: {
    os: 'linux',
    rules: [{
      when: 'docs/reference/images.md lists a path of the image as persistent data',
      fields: ['spec.containers[*].volumeMounts'],
      allowed: 'a mount at or above the path with a volume other than the emptyDir that hardening fills in; or a writable mount elsewhere, '
        + 'because variables or arguments may move the data there',
    }],
    notes: [
      'An emptyDir that the author mounts there, or declares as a writable path, is an explicit choice. Mounts at or below /tmp, /run, '
        + '/var/run, /var/cache, /var/log and /dev/shm are not accepted as a new place of the data.',
      'The control does not check Jobs, CronJobs and init containers, or a container with its own `command`, which may start another '
        + 'program.',
    ],
    sources: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  },
  admission: STARTUP,
  reads: { fields: ['containers[*].args', 'containers[*].command', 'containers[*].image', 'containers[*].volumeMounts', 'spec.volumes'] },
  checks: always(everyContainer(lost)),
};

/** Directories without data to keep. */
const SCRATCH = ['/tmp', '/run', '/var/run', '/var/cache', '/var/log', '/dev/shm'];

const RUNS_TO_ITS_END = new Set(['batch/Job', 'batch/CronJob']);

function lost(container: ContainerView, context: Context): Violation | undefined {
  const { list, json, pod } = container;
  if (list !== 'containers' || pod.part || json.command !== undefined) {
    return undefined;
  }
  const known = knownImage(container, context.choices);
  if (!known?.facts.writablePaths?.some(({ isData }) => isData) || (pod.owner && RUNS_TO_ITS_END.has(groupKind(pod.owner.json)))) {
    return undefined;
  }
  const mounts = mountsOf(container);
  const isOfAuthor = (mount: Mount) => mount.writable && !isVolumeFor(container, mount) && !SCRATCH.some((path) => isIn(mount.path, path));
  if (keepsNothing(known.facts, container) || mounts.some(isOfAuthor)) {
    return undefined;
  }
  const places = writtenPaths(known.facts, container).filter(({ isData }) => isData)
    .filter(({ path }) => isUndecided(path, mountOfKnown(mounts, path), container, context));
  const paths = places.map(({ path }) => path);
  const isStateful = pod.owner !== undefined && groupKind(pod.owner.json) === 'apps/StatefulSet';
  return paths.length === 0 ? undefined : {
    ...says(container, ['volumeMounts'], known.own && places.every(({ isDeclared }) => isDeclared)
      ? `${ofImage(known.own)} has files in ${paths.join(', ')}, and changes to them are not on a persistent volume`
      : `${known.name} stores its data in ${paths.join(', ')}, which is not on a persistent volume`),
    allowKey: paths.join(', '),
    ...remedies(paths, isStateful, places.every(({ isDeclared }) => isDeclared) ? 'fromImage' : 'fromEmptyDir'),
  };
}

/** Whether only our defaults chose the volume at the path, and the author said nothing about it. */
function isUndecided(path: string, mount: Mount | undefined, container: ContainerView, context: Context): boolean {
  if (mount && !(mount.volume && emptyDirOf(mount.volume) && isVolumeFor(container, mount))) {
    return false;
  }
  const isOfImage = context.notes.knownImages?.[container.name]?.paths.includes(path);
  return isOfImage === true || !pathsOf(context.choices, container).some((declared) => declared.path === path);
}

/** @param temporary the method of `WritablePath` that declares data which may be lost */
function remedies(
  paths: readonly string[], isStateful: boolean, temporary: 'fromEmptyDir' | 'fromImage',
): Pick<Violation, 'remedy' | 'remedyInCode'> {
  const places = paths.map((path) => ({ path, subPath: paths.length > 1 ? path.slice(1).replace(/\//g, '-') : undefined }));
  const mounts = places.map(({ path, subPath }) => `{ name: data, mountPath: ${path}${subPath ? `, subPath: ${subPath}` : ''} }`);
  const ofTemplate = places.map(({ path, subPath }) => `{ path: '${path}'${subPath ? `, subPath: '${subPath}'` : ''} }`);
  const mounted = `\`volumeMounts: [${mounts.join(', ')}]\` for the container`;
  const template = '`volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: '
    + '[ReadWriteOnce], resources: { requests: { storage: 10Gi } } } }]`';
  const inCode = 'set `volumeClaimTemplates: [{ name: \'data\', size: Size.gibibytes(10), mounts: '
    + `[${ofTemplate.join(', ')}] }]\` of a HardenedStatefulSet`;
  const unless = 'waive this for data that you can lose';
  return {
    remedy: isStateful
      ? `write ${template}, and ${mounted}; ${unless}`
      : `write ${mounted} and a volume \`{ name: data, persistentVolumeClaim: { claimName: data } }\` with its `
        + `PersistentVolumeClaim, or a StatefulSet with ${template}; ${unless}`,
    remedyInCode: {
      hardened: `${inCode}, or declare `
        + `${paths.map((path) => `\`WritablePath.fromPersistentVolumeClaim('${path}', claim)\``).join(' and ')}; ${unless}, or declare `
        + `it as \`WritablePath.${temporary}\``,
      plain: `mount \`Volume.fromPersistentVolumeClaim\` at ${paths.join(' and ')}; ${unless}`,
    },
  };
}
