import { ImageFamily } from '../known-image';

export const THELOUNGE: ImageFamily = {
  name: 'thelounge',
  repositories: ['ghcr.io/thelounge/thelounge'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'name',
    writablePaths: [{ path: '/var/opt/thelounge', kind: 'self-initializing', isData: true }],
    ports: [9000],
    evidence: {
      documented: [{
        source: 'https://github.com/thelounge/thelounge-docker/blob/0080e5c10aaa82cc3e2064daa385e205cfe19e57/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
