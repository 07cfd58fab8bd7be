import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: ImageFacts = {
  uid: 1000,
  gid: 0,
  anyUser: 'with gid 0',
  writablePaths: [
    { path: '/usr/share/elasticsearch/data', kind: 'empty', isData: true },
    { path: '/usr/share/elasticsearch/logs', kind: 'empty' },
    { path: '/usr/share/elasticsearch/config', kind: 'seeded' },
  ],
  ports: [9200, 9300],
  hint: 'It writes its keystore to config. Its files belong to group 0: another user than 1000 needs RunAs.rootGroup',
  evidence: {
    documented: [
      {
        source: 'https://github.com/elastic/elasticsearch/blob/000e018384d27f0811b9845152f89802ead3cdad/distribution/docker/src/docker/Dockerfile',
        date: '2026-11-26',
      },
      { source: 'https://github.com/docker-library/repo-info/tree/master/repos/elasticsearch/remote', date: '2026-11-26' },
      { source: 'https://github.com/elastic/elasticsearch/pull/95390', date: '2026-11-26' },
    ],
  },
};

export const ELASTICSEARCH: ImageFamily = {
  name: 'elasticsearch',
  repositories: ['docker.elastic.co/elasticsearch/elasticsearch', 'docker.io/elastic/elasticsearch', 'docker.io/library/elasticsearch'],
  variants: [
    { ...COMMON, versions: { from: '8', below: '8.8' }, imageUser: 'name' },
    { ...COMMON, versions: { from: '8.8' }, imageUser: 'numeric' },
  ],
};
