import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const REGISTRY: ImageFamily = {
  name: 'registry',
  repositories: ['docker.io/library/registry'],
  variants: [{
    uid: 1000,
    gid: 1000,
    imageUser: 'root',
    anyUser: true,
    writablePaths: [{ path: '/var/lib/registry', kind: 'empty', isData: true }],
    ports: [5000],
    hint: 'Without its path it is Ready, but refuses pushes. The ids are from its chart',
    evidence: {
      documented: [
        { source: 'https://github.com/distribution/distribution-library-image/blob/a829ed8/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/twuni/docker-registry.helm/blob/ab431e8/values.yaml', date: '2026-11-25' },
      ],
      verified: VERIFIED.registry,
    },
  }],
};
