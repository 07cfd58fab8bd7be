import { filesFor, leavesRoot } from '../common/facts';
import { ImageFamily } from '../known-image';

export const REDMINE: ImageFamily = {
  name: 'redmine',
  repositories: ['docker.io/library/redmine'],
  variants: [{
    ...leavesRoot('gosu', 999),
    writablePaths: [
      { path: '/usr/src/redmine/files', kind: 'empty', isData: true },
      { path: '/usr/src/redmine/config', kind: 'seeded' },
      { path: '/usr/src/redmine/db', kind: 'seeded' },
      { path: '/usr/src/redmine/log', kind: 'seeded' },
      { path: '/usr/src/redmine/public/assets', kind: 'seeded' },
      { path: '/usr/src/redmine/sqlite', kind: 'seeded' },
      { path: '/usr/src/redmine/tmp', kind: 'seeded' },
      { path: '/home/redmine', kind: 'empty' },
    ],
    environment: { TMPDIR: '/usr/src/redmine/tmp' },
    ports: [3000],
    fileVariables: filesFor('REDMINE_DB_PASSWORD', 'REDMINE_SECRET_KEY_BASE'),
    evidence: {
      documented: [
        {
          source: 'https://github.com/docker-library/redmine/blob/0b2add6effd42b4c132ebe726aa4e1fb6a6e8991/6.0/bookworm/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/redmine/content.md', date: '2026-11-25' },
        { source: 'https://github.com/ruby/ruby/blob/fee4f9f3de4f0505c0bb6a0ccbf8ee04c325fe7b/lib/tmpdir.rb', date: '2026-11-26' },
      ],
    },
  }],
};
