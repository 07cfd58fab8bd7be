import { ImageFamily } from '../known-image';

export const CLICKHOUSE: ImageFamily = {
  name: 'clickhouse',
  repositories: ['docker.io/clickhouse/clickhouse-server', 'docker.io/library/clickhouse'],
  variants: [{
    uid: 101,
    gid: 101,
    imageUser: 'root',
    anyUser: true,
    writablePaths: [
      { path: '/var/lib/clickhouse', kind: 'empty', isData: true },
      { path: '/var/log/clickhouse-server', kind: 'empty' },
      { path: '/etc/clickhouse-server', kind: 'seeded' },
    ],
    ports: [8123, 9000, 9009],
    evidence: {
      documented: [
        {
          source: 'https://github.com/ClickHouse/ClickHouse/blob/001409ce725057e78f20cef6f6f0b18d45521a3a/docker/server/Dockerfile.ubuntu',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/ClickHouse/ClickHouse/blob/00b7432bc3c55dc83b116bb5da0863d2a8066847/docker/server/entrypoint.sh',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/docker-library/repo-info/blob/203f22cf8783294665c681e1c6cd1835d8083ffb/repos/clickhouse/remote/latest.md',
          date: '2026-11-26',
        },
      ],
    },
  }],
};
