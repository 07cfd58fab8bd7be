import { ImageFamily } from '../known-image';

export const COREDNS: ImageFamily = {
  name: 'coredns',
  repositories: ['docker.io/coredns/coredns', 'registry.k8s.io/coredns/coredns'],
  variants: [{
    versions: { from: '1.11' },
    uid: 65532,
    gid: 65532,
    imageUser: 'name',
    writablePaths: [],
    ports: [53, 9153],
    fileCapabilities: ['NET_BIND_SERVICE'],
    hint: 'USER is the name nonroot in most versions',
    evidence: {
      documented: [
        { source: 'https://github.com/coredns/coredns/blob/master/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/coredns/coredns/issues/5969', date: '2026-11-25' },
        { source: 'https://github.com/coredns/coredns/issues/7542', date: '2026-11-26' },
      ],
    },
  }],
};
