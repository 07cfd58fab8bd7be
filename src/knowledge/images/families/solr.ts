import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  uid: 8983,
  gid: 8983,
  writablePaths: [{ path: '/var/solr', kind: 'self-initializing', isData: true }],
  ports: [8983],
};

export const SOLR: ImageFamily = {
  name: 'solr',
  repositories: ['docker.io/library/solr'],
  variants: [
    {
      ...COMMON,
      versions: { from: '8', below: '9' },
      imageUser: 'name',
      evidence: {
        documented: [{
          source: 'https://github.com/docker-solr/docker-solr/blob/2e10b447bd468aecc2992916a796c327f9c80209/8.11/Dockerfile',
          date: '2026-11-26',
        }],
      },
    },
    {
      ...COMMON,
      versions: { from: '9' },
      imageUser: 'numeric',
      evidence: {
        documented: [{
          source: 'https://github.com/apache/solr-docker/blob/cd80b30b59886a4b71de8583e9990b8a31073e99/9.8/Dockerfile',
          date: '2026-11-26',
        }],
      },
    },
  ],
};
