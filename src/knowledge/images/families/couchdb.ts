import { ImageFamily } from '../known-image';

export const COUCHDB: ImageFamily = {
  name: 'couchdb',
  repositories: ['docker.io/library/couchdb', 'docker.io/apache/couchdb'],
  variants: [{
    uid: 5984,
    gid: 5984,
    imageUser: 'root',
    stepsDownWith: 'setpriv',
    writablePaths: [
      { path: '/opt/couchdb', kind: 'seeded' },
      { path: '/opt/couchdb/data', kind: 'empty', isData: true },
    ],
    ports: [4369, 5984, 9100],
    hint: 'Its start script writes etc/local.d, with NODENAME etc/vm.args, and with COUCHDB_ERLANG_COOKIE .erlang.cookie, all below /opt/couchdb. Without the last two it needs etc/local.d and var/log alone',
    evidence: {
      documented: [
        {
          source: 'https://github.com/apache/couchdb-docker/blob/adcb4f73e8a3c6fb0e901ab88cab50d71f02937a/3.5.2/docker-entrypoint.sh',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/apache/couchdb-docker/blob/d637d10634dc6df58eccd0e2deb2ce4dc3d66014/3.5.0/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/docker-library/repo-info/blob/1d6554eef8ac439e0c89adcd80c530cec90e1b49/repos/couchdb/remote/latest.md',
          date: '2026-11-26',
        },
        { source: 'https://github.com/apache/couchdb-docker/issues/274', date: '2026-11-26' },
      ],
    },
  }],
};
