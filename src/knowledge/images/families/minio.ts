import { ImageFamily } from '../known-image';

export const MINIO: ImageFamily = {
  name: 'minio',
  repositories: ['quay.io/minio/minio', 'docker.io/minio/minio'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/data', kind: 'empty', isData: true }],
    environment: { HOME: '/tmp' },
    ports: [9000, 9001],
    hint: 'The ids are from its chart, which leaves the root filesystem writable. It does not start if it cannot create .minio in its home',
    evidence: {
      documented: [
        { source: 'https://github.com/minio/minio/blob/7aac2a2/Dockerfile.release', date: '2026-11-25' },
        { source: 'https://github.com/minio/minio/blob/7aac2a2/helm/minio/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/minio/minio/issues/14763', date: '2026-11-26' },
      ],
    },
  }],
};
