import { ImageFamily } from '../known-image';

export const SOLR: ImageFamily = {
  name: 'solr',
  repositories: ['docker.io/library/solr'],
  variants: [{
    uid: 8983,
    gid: 8983,
    imageUser: 'numeric',
    writablePaths: [{ path: '/var/solr', kind: 'self-initializing', isData: true }],
    ports: [8983],
    evidence: {
      documented: [{
        source: 'https://github.com/apache/solr-docker/blob/cd80b30b59886a4b71de8583e9990b8a31073e99/9.8/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
