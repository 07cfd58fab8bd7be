import { ImageFamily } from '../known-image';

export const ETCD: ImageFamily = {
  name: 'etcd',
  repositories: ['quay.io/coreos/etcd', 'gcr.io/etcd-development/etcd'],
  variants: [{
    imageUser: 'root',
    workingDir: '/var/lib/etcd',
    writablePaths: [{ path: '/var/lib/etcd', kind: 'empty', isData: true }],
    ports: [2379, 2380],
    hint: 'Without --data-dir it writes default.etcd in its working directory /var/lib/etcd',
    evidence: {
      documented: [{
        source: 'https://github.com/etcd-io/etcd/blob/1293f5d4b7ba94918e60d07e0b61cec2b35bb7c2/Dockerfile-release.amd64',
        date: '2026-11-29',
      }],
    },
  }],
};
