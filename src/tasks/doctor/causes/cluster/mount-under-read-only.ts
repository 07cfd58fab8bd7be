import { Cause } from '../../cause';

export const mountUnderReadOnly: Cause = {
  id: 'mount-under-read-only',
  title: 'a volume cannot be mounted in a read-only volume',
  why: 'The runtime would have to create the directory in a volume that is read-only, such as a ConfigMap or a Secret.',
  signs: [{ in: 'cluster', text: /(?:to rootfs(?: at "(?<path>[^"]+)")?|mountpoint).*read-only file system/s }],
  fix: ({ facts }) => ({ do: `mount the volume outside of the read-only one, instead of at ${facts.path ?? 'its path'}`, yaml: '# another mountPath: not below a ConfigMap, Secret or read-only volume' }),
  example: { source: 'cluster', reason: 'StartError', text: 'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/x" to rootfs at "/etc/app/tmp": create mountpoint for /etc/app/tmp mount: mkdirat /etc/app/tmp: read-only file system' },
};
