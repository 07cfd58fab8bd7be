import { Cause } from '../../cause';
import { mountOf } from '../../evidence';
import { pathOf } from '../../log-facts';
import { directoryFor } from '../../paths';

export const diskFull: Cause = {
  id: 'disk-full',
  title: 'a volume is full',
  why: 'A volume in memory (`medium: Memory`) has the size of its sizeLimit, /dev/shm has 64Mi, and a PVC what it requests.',
  signs: [{ in: 'log', text: /No space left on device|\bENOSPC\b|Errno 28\b|os error 28\b|There is not enough space on the disk/i, weight: 74, when: ({ line }) => !/inotify|watch/i.test(line.text) }],
  fix: (found) => {
    const path = pathOf(found);
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
