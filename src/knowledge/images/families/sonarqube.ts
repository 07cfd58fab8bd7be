import { ImageFamily } from '../known-image';

export const SONARQUBE: ImageFamily = {
  name: 'sonarqube',
  repositories: ['docker.io/library/sonarqube'],
  variants: [{
    versions: { from: '9' },
    uid: 1000,
    gid: 0,
    imageUser: 'name',
    anyUser: 'with gid 0',
    writablePaths: [
      { path: '/opt/sonarqube/data', kind: 'empty', isData: true },
      { path: '/opt/sonarqube/extensions', kind: 'seeded', isData: true },
      { path: '/opt/sonarqube/logs', kind: 'empty' },
      { path: '/opt/sonarqube/temp', kind: 'empty' },
    ],
    ports: [9000],
    startUp: 'slow',
    hint: 'The home is mode 550 and belongs to group 0: another user than 1000 needs RunAs.rootGroup. Its chart gives it 270 s to start',
    evidence: {
      documented: [
        { source: 'https://github.com/SonarSource/docker-sonarqube/blob/df5a6ae/community-build/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/SonarSource/helm-chart-sonarqube/blob/b6f9b63/charts/sonarqube/values.yaml', date: '2026-11-25' },
        {
          source: 'https://github.com/SonarSource/helm-chart-sonarqube/blob/0002adc091f88de16b19e8f592da381411825820/charts/sonarqube/README.md',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/docker-library/repo-info/blob/5e88a37b17692b27e63efa9be32f969c8b689907/repos/sonarqube/remote/latest.md',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/SonarSource/docker-sonarqube/blob/0db386c1ebc0c8914ba2983430bfbe05079f148e/9/community/Dockerfile',
          date: '2026-11-26',
        },
      ],
    },
  }],
};
