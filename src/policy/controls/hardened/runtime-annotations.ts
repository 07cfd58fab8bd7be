import { annotationViolations } from '../annotations';
import { ANNOTATIONS, celMatches } from '../cel';
import { always, PodControl } from '../control';

/** The annotations that runtimes read. CRI-O and the plugins of NRI have renamed theirs, and still read the older names. */
const READ = new RegExp([
  /io\.kubernetes\.cri-o\./,
  /io\.katacontainers\./,
  /dev\.gvisor\./,
  /org\.systemd\.property\./,
  /org\.criu\.config$/,
  /run\.oci\./,
  /seccomp-profile\.kubernetes\.cri-o\.io(?:\/|$)/,
  /(?:cgroups|mounts|ulimits|(?:cdi-|net)?devices?)\.(?:nri\.io|nri\.containerd\.io|noderesource\.dev)(?:\/|$)/,
  /(?:[^/]+\.)?cdi\.k8s\.io(?:\/|$)/,
].map(({ source }) => `^${source}`).join('|'));

const OF_CRIO = /^[^/]+\.crio\.io(?:\/|$)/;
const TUNING = /^(?:cpu-|irq-)/;

export const runtimeAnnotations: PodControl = {
  id: 'runtime-annotations',
  title: 'No annotations for the container runtime',
  level: 'hardened',
  risk: 'medium',
  why: 'Such an annotation gives the pod devices, mounts or runtime settings that admission checks do not see.',
  remedy: 'remove it; request devices through a device plugin or a resource claim',
  spec: {
    rules: [{
      fields: ['metadata.annotations of the pod'],
      allowed: 'no annotation that CRI-O, Kata Containers, gVisor, runc, crun, NRI plugins or the container device interface read, except '
        + 'CRI-O annotations that only tune CPUs and interrupts',
    }],
    sources: [
      'https://github.com/cri-o/cri-o/blob/main/pkg/annotations/v2/annotations.go',
      'https://github.com/kata-containers/kata-containers/blob/main/docs/how-to/how-to-set-sandbox-config-kata.md',
      'https://gvisor.dev/docs/user_guide/containerd/configuration/ (dev.gvisor)',
      'https://github.com/containerd/nri/tree/main/plugins',
      'https://github.com/opencontainers/runc/blob/main/features.go (potentiallyUnsafeConfigAnnotations)',
      'https://github.com/containers/crun/blob/main/crun.1.md (run.oci)',
    ],
  },
  admission: [{
    each: 'pod',
    in: ANNOTATIONS,
    violates: `${celMatches('it', READ)} || (${celMatches('it', OF_CRIO)} && !${celMatches('it', TUNING)})`,
    value: `it + '=' + ${ANNOTATIONS}[it]`,
  }],
  reads: { needs: ['metadata.annotations'] },
  checks: always((pod) => annotationViolations(pod, (key) => READ.test(key) || (OF_CRIO.test(key) && !TUNING.test(key)))),
};
