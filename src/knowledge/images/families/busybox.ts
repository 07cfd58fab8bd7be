import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const BUSYBOX: ImageFamily = {
  name: 'busybox',
  repositories: ['docker.io/library/busybox'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    evidence: {
      documented: [{ source: 'https://github.com/docker-library/busybox/blob/9c20878/latest/musl/Dockerfile', date: '2026-11-25' }],
      verified: VERIFIED.busybox,
    },
  }],
};
