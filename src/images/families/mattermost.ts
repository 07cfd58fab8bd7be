import { ImageFamily } from '../known-image';

export const MATTERMOST: ImageFamily = {
  name: 'mattermost',
  repositories: ['docker.io/mattermost/mattermost-team-edition', 'docker.io/mattermost/mattermost-enterprise-edition'],
  variants: [{
    uid: 2000,
    gid: 2000,
    imageUser: 'name',
    writablePaths: [
      { path: '/mattermost/data', kind: 'empty', isData: true },
      { path: '/mattermost/logs', kind: 'empty' },
      { path: '/mattermost/config', kind: 'seeded' },
      { path: '/mattermost/plugins', kind: 'empty', isData: true },
      { path: '/mattermost/client/plugins', kind: 'empty' },
    ],
    ports: [8065, 8067, 8074, 8075],
    evidence: {
      documented: [{ source: 'https://github.com/mattermost/mattermost/blob/master/server/build/Dockerfile', date: '2026-11-25' }],
    },
  }],
};
