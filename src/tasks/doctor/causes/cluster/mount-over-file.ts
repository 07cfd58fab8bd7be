import { Cause } from '../../cause';

export const mountOverFile: Cause = {
  id: 'mount-over-file',
  title: 'a volume is mounted where the image has a file',
  why: 'A directory cannot be mounted over a file, nor a file over a directory.',
  signs: [{ in: 'cluster', text: /(?:to rootfs at "(?<path>[^"]+)").*not a directory|Are you trying to mount a directory onto a file/ }],
  fix: ({ facts }) => ({
    do: `mount the volume at another directory than ${facts.path}, or mount one file of it by a subPath`,
    typescript: `// of the container: mount('${facts.path}', volume, { subPath: 'FILE' }); writable paths are directories`,
    yaml: `volumeMounts:\n  - { name: VOLUME, mountPath: ${facts.path}, subPath: FILE }`,
  }),
  example: { source: 'cluster', reason: 'StartError', text: 'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/d" to rootfs at "/etc/passwd": not a directory' },
};
