import { Cause, Fix, Found } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-facts';
import { directoryFor } from '../../paths';

/** What uses /dev/shm, in the words of programs that do not name it. */
const SHARED_MEMORY = /shared[ _]memory|\bshm(?:_open|get|at)?\b|\/dev\/shm|posix_fallocate|multiprocessing|DataLoader|resize shared/i;

function sharedMemoryFix(found: Found): Fix {
  return {
    do: 'mount a larger volume in memory at /dev/shm, which has 64Mi by default; its content counts against the memory limit of the container, so raise that, too',
    typescript: "writablePaths: [WritablePath.emptyDir('/dev/shm', { medium: WritablePathMedium.MEMORY, sizeLimit: Size.gibibytes(1) })],",
    yaml: `${containerYaml(found, 'volumeMounts:', '  - { name: shm, mountPath: /dev/shm }')}\nvolumes:\n  - { name: shm, emptyDir: { medium: Memory, sizeLimit: 1Gi } }`,
    settings: 'writablePaths: [{ path: /dev/shm, medium: Memory, sizeLimit: 1Gi }]',
  };
}

export const diskFull: Cause = {
  id: 'disk-full',
  title: 'a volume is full',
  why: 'A volume in memory (`medium: Memory`) has the size of its sizeLimit, /dev/shm has 64Mi, and a PVC what it requests.',
  signs: [{ in: 'log', text: /\bBus error\b/, weight: 72, when: ({ line }) => SHARED_MEMORY.test(line.around ?? line.text) }, { in: 'log', text: /No space left on device|\bENOSPC\b|Errno 28\b|os error 28\b|There is not enough space on the disk/i, weight: 74, when: ({ line }) => !/inotify|watch/i.test(line.text) }],
  fix: (found) => {
    const path = SHARED_MEMORY.test(found.line.text) ? '/dev/shm' : pathOf(found) ?? (SHARED_MEMORY.test(found.line.around ?? '') ? '/dev/shm' : undefined);
    if (path?.startsWith('/dev/shm')) {
      return sharedMemoryFix(found);
    }
    const mount = path === undefined ? undefined : mountOf(found.evidence, path);
    const at = mount?.path ?? (path && directoryFor(path, false)?.path) ?? 'PATH';
    return {
      do: `give the volume at ${at} more room: a larger sizeLimit, or a volume on disk instead of in memory; a PVC by \`kubectl edit pvc\``,
      typescript: `writablePaths: [WritablePath.emptyDir('${at}', { sizeLimit: Size.gibibytes(2) })],`,
      yaml: `volumes:\n  - { name: ${mount?.volume ?? 'VOLUME'}, emptyDir: { sizeLimit: 2Gi } }`,
      settings: `writablePaths: [{ path: ${at}, sizeLimit: 2Gi }]`,
    };
  },
  example: { source: 'log', text: "dd: error writing '/cache/file': No space left on device" },
};
