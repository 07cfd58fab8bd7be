import { Cause, Found } from '../../cause';
import { EvidentMount } from '../../evidence';
import { containerYaml } from '../../fixes';

/** The mount of the pod that the message names: older runtimes put the directory of the node before its path. */
function mountIn({ line, evidence }: Found): EvidentMount | undefined {
  return evidence.mounts.find(({ path }) => line.text.includes(`${path}"`) || line.text.includes(`${path}\\`));
}

export const mountOverFile: Cause = {
  id: 'mount-over-file',
  title: 'a volume is mounted where the image has a file',
  why: 'A directory cannot be mounted over a file, nor a file over a directory.',
  signs: [{ in: 'cluster', text: /(?:to rootfs at "(?<path>[^"]+)").*not a directory|Are you trying to mount a directory onto a file/ }],
  fix: (found) => {
    const mount = mountIn(found);
    const path = found.facts.path ?? mount?.path ?? 'PATH';
    const file = path.split('/').pop();
    return {
      do: `mount the volume at another directory than ${path}, or mount one file of it there by a subPath`,
      typescript: `// of the container: mount('${path}', volume, { subPath: '${file}' }); writable paths are directories`,
      yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${mount?.volume ?? 'VOLUME'}, mountPath: ${path}, subPath: ${file} }`),
    };
  },
  example: { source: 'cluster', reason: 'StartError', text: 'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/d" to rootfs at "/etc/passwd": not a directory' },
};
