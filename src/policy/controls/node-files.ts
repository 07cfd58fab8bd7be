import { isIn, normalizePath } from '../../formats/manifest/paths';

/** Files that programs of the node write, and that only some users may read. */
export interface NodeFiles {
  /** The directories or files, without paths that can have other contents. */
  readonly paths: readonly string[];
  /** Whether paths below can have other contents. */
  readonly isWhole?: true;
  /** Their description, as a plural. */
  readonly what: string;
  readonly uid: number;
  /** The id of the group that may read the files; undefined if there is no such group, or if its id differs between nodes. */
  readonly gid?: number;
  /** Owner and mode, as `ls -l` shows them. */
  readonly owner: string;
  readonly mode: string;
  readonly source: string;
}

const ROOT = { uid: 0, owner: 'root:root' } as const;
const ROOT_GROUP = { ...ROOT, gid: 0 } as const;

const LOGS = {
  ...ROOT_GROUP,
  what: 'the logs of containers',
  mode: '0640',
  source: 'https://github.com/containerd/containerd/blob/v1.7.0/pkg/cri/sbserver/helpers_linux.go (openLogFile)',
} as const;

const KUBELET = {
  ...ROOT_GROUP,
  what: 'the directories of the kubelet',
  mode: '0750',
  source: 'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kubelet.go (setupDataDirs)',
} as const;

const KUBERNETES = 'https://github.com/kubernetes/kubernetes/blob/v1.34.0';

/** Files of a node that pods often mount and that not every user may read, on the usual distributions. */
export const NODE_FILES: readonly NodeFiles[] = [
  { ...LOGS, paths: ['/var/log/pods', '/var/log/containers'] },
  { ...LOGS, paths: ['/var/log'], isWhole: true },
  {
    ...ROOT_GROUP,
    paths: ['/var/lib/docker/containers'],
    what: 'the logs of containers',
    mode: '0710',
    source: 'https://github.com/moby/moby/blob/v28.0.0/daemon/daemon.go (daemonRepo)',
  },
  {
    paths: ['/var/log/journal', '/run/log/journal'],
    what: 'the files of the journal',
    uid: 0,
    owner: 'root:systemd-journal',
    mode: '0640',
    source: 'https://www.freedesktop.org/software/systemd/man/latest/systemd-journald.service.html (Access Control)',
  },
  {
    ...ROOT,
    paths: ['/var/log/audit'],
    what: 'the logs of auditd',
    mode: '0600',
    source: 'https://man7.org/linux/man-pages/man5/auditd.conf.5.html (log_group)',
  },
  { ...KUBELET, paths: ['/var/lib/kubelet'], isWhole: true },
  { ...KUBELET, paths: ['/var/lib/kubelet/pods', '/var/lib/kubelet/pod-resources', '/var/lib/kubelet/plugins_registry'] },
  {
    ...ROOT_GROUP,
    paths: ['/var/lib/kubelet/device-plugins'],
    what: 'the sockets of device plugins',
    mode: '0750',
    source: `${KUBERNETES}/pkg/kubelet/cm/devicemanager/plugin/v1beta1/server.go`,
  },
  {
    ...ROOT,
    paths: ['/var/lib/etcd'],
    what: 'the files of etcd',
    mode: '0700',
    source: `${KUBERNETES}/cmd/kubeadm/app/cmd/phases/init/etcd.go`,
  },
  {
    ...ROOT,
    paths: ['/etc/kubernetes/manifests'],
    what: 'the static pods',
    mode: '0600',
    source: `${KUBERNETES}/cmd/kubeadm/app/util/staticpod/utils.go (WriteStaticPodToDisk)`,
  },
  {
    ...ROOT,
    paths: ['admin', 'controller-manager', 'kubelet', 'scheduler', 'super-admin'].map((name) => `/etc/kubernetes/${name}.conf`),
    what: 'the credentials of the control plane',
    mode: '0600',
    source: `${KUBERNETES}/staging/src/k8s.io/client-go/tools/clientcmd/loader.go (WriteToFile)`,
  },
  { ...ROOT, paths: ['/sys/kernel/debug'], what: 'the files of debugfs', mode: '0700', source: 'https://docs.kernel.org/filesystems/debugfs.html' },
  { ...ROOT, paths: ['/sys/kernel/tracing'], what: 'the files of tracefs', mode: '0700', source: 'https://docs.kernel.org/trace/ftrace.html' },
  { ...ROOT, paths: ['/sys/fs/bpf'], what: 'the objects of BPF', mode: '0700', source: 'https://github.com/systemd/systemd/blob/v257/src/shared/mount-setup.c' },
];

/** The files at a path of the node that only some users may read; undefined if none are known. */
export function nodeFilesAt(path: string): NodeFiles | undefined {
  const normal = normalizePath(path).replace(/^\/var\/run(?=\/|$)/, '/run');
  return NODE_FILES.find(({ paths, isWhole }) => paths.some((known) => isWhole ? normal === known : isIn(normal, known)));
}
