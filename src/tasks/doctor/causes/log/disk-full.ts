import { Cause, Fix, Found } from '../../cause';
import { EvidentMount, mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';
import { directoryFor } from '../../paths';

/** Uses of /dev/shm, in the words of programs that do not name it. */
const SHARED_MEMORY = /shared[ _]memory|\bshm(?:_open|get|at)?\b|\/dev\/shm|posix_fallocate|multiprocessing|DataLoader|resize shared/i;

const BUS_ERROR = /\bBus error\b|\bSIGBUS\b/;

function sharedMemoryFix(found: Found): Fix {
  return {
    do: 'mount a larger volume in memory at /dev/shm, which has 64Mi by default; its content counts against the memory limit of the container, so raise that, too',
    typescript: "writablePaths: [WritablePath.emptyDir('/dev/shm', { medium: WritablePathMedium.MEMORY, sizeLimit: Size.gibibytes(1) })],",
    yaml: `${containerYaml(found, 'volumeMounts:', '  - { name: shm, mountPath: /dev/shm }')}\nvolumes:\n  - { name: shm, emptyDir: { medium: Memory, sizeLimit: 1Gi } }`,
    settings: 'writablePaths: [{ path: /dev/shm, medium: Memory, sizeLimit: 1Gi }]',
  };
}

/** Only the request of a PVC can grow: another kind of volume would be without its data. */
function claimFix({ path, claim = 'NAME' }: EvidentMount): Fix {
  return {
    do: `raise the request of the PVC ${claim} at ${path} (\`kubectl edit pvc ${claim}\`), if its StorageClass has \`allowVolumeExpansion: true\`; or let the program keep less there`,
    yaml: '# of the PVC\nspec:\n  resources: { requests: { storage: MORE } }',
  };
}

/** The log does not name a path: it is about one of the volumes of the container that have a size. */
function unnamedFix({ evidence: { mounts } }: Found): Fix {
  const sized = mounts.filter(({ type, readOnly }) => !readOnly && (type === 'emptyDir' || type === 'memory'));
  const volumes = sized.length > 0 ? sized : [{ path: 'PATH', volume: 'VOLUME' }];
  const paths = volumes.map(({ path }) => path);
  return {
    do: `give the volume at ${paths.join(' or ')} more room${paths.length > 1 ? ' (the log does not name which one is full)' : ''}: a larger sizeLimit, or a volume on disk instead of in memory; a PVC by \`kubectl edit pvc\``,
    typescript: `writablePaths: [${paths.map((path) => `WritablePath.emptyDir('${path}', { sizeLimit: Size.gibibytes(2) })`).join(', ')}],`,
    yaml: ['volumes:', ...volumes.map(({ volume }) => `  - { name: ${volume}, emptyDir: { sizeLimit: 2Gi } }`)].join('\n'),
    settings: `writablePaths: [${paths.map((path) => `{ path: ${path}, sizeLimit: 2Gi }`).join(', ')}]`,
  };
}

export const diskFull: Cause = {
  id: 'disk-full',
  title: 'a volume is full',
  why: 'A volume in memory (`medium: Memory`) has the size of its sizeLimit, /dev/shm has 64Mi, and a PVC what it requests. A program that maps a file of a full volume dies of the signal SIGBUS, exit code 135.',
  signs: [
    // The file behind memory is gone or full: nearly always /dev/shm.
    { in: 'log', text: BUS_ERROR, weight: 72 },
    { in: 'cluster', reason: /^Error$/, text: /^exit code 135$/, weight: 76 },
    { in: 'log', text: /No space left on device|\bENOSPC\b|(?:Errno|os error|error number) 28\b|There is not enough space on the disk/i, weight: 74, when: ({ line }) => !/inotify|watch/i.test(line.text) },
  ],
  fix: (found) => {
    const path = SHARED_MEMORY.test(found.line.text) || BUS_ERROR.test(found.line.text) || found.line.source === 'cluster' ? '/dev/shm' : pathOf(found) ?? (SHARED_MEMORY.test(found.line.around ?? '') ? '/dev/shm' : undefined);
    if (path?.startsWith('/dev/shm')) {
      return sharedMemoryFix(found);
    }
    if (path === undefined) {
      return unnamedFix(found);
    }
    const mount = mountOf(found.evidence, path);
    if (mount?.type === 'claim') {
      return claimFix(mount);
    }
    const at = mount?.path ?? directoryFor(path, false)?.path ?? 'PATH';
    return {
      do: `give the volume at ${at} more room: a larger sizeLimit, or a volume on disk instead of in memory${mount === undefined ? '; a PVC by \`kubectl edit pvc\`' : ''}`,
      typescript: `writablePaths: [WritablePath.emptyDir('${at}', { sizeLimit: Size.gibibytes(2) })],`,
      yaml: `volumes:\n  - { name: ${mount?.volume ?? 'VOLUME'}, emptyDir: { sizeLimit: 2Gi } }`,
      settings: `writablePaths: [{ path: ${at}, sizeLimit: 2Gi }]`,
    };
  },
  example: { source: 'log', text: "dd: error writing '/cache/file': No space left on device" },
};
