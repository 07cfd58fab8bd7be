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
      { path: '/mattermost/config', kind: 'self-initializing' },
      { path: '/mattermost/plugins', kind: 'empty', isData: true },
      { path: '/mattermost/client/plugins', kind: 'empty' },
    ],
    ports: [8065, 8067, 8074, 8075],
    evidence: {
      documented: [
        { source: 'https://github.com/mattermost/mattermost/blob/master/server/build/Dockerfile', date: '2026-11-25' },
        {
          source: 'https://github.com/mattermost/mattermost/blob/178f763e354fba4421f8eda04caab44e8bab2c21/server/cmd/mattermost/commands/server.go',
          date: '2026-11-26',
        },
        { source: 'https://github.com/mattermost/mattermost/blob/03138b54208ec6faf6c5dd960124197a23c52c35/server/config/file.go', date: '2026-11-26' },
      ],
    },
  }],
};
