import { ImageFamily } from '../known-image';

export const GITLAB: ImageFamily = {
  name: 'gitlab',
  repositories: ['docker.io/gitlab/gitlab-ce', 'docker.io/gitlab/gitlab-ee'],
  variants: [{
    imageUser: 'root',
    needsRoot: 'its start script configures PostgreSQL, Redis, nginx, sshd and others, and starts each of them as a user of its own',
    writableRoot: 'gitlab-ctl reconfigure writes below /opt/gitlab, /etc, /run and /var',
    writablePaths: [
      { path: '/etc/gitlab', kind: 'empty', isData: true },
      { path: '/var/opt/gitlab', kind: 'empty', isData: true },
      { path: '/var/log/gitlab', kind: 'empty' },
    ],
    ports: [22, 80, 443],
    startUp: 'slow',
    hint: 'The chart gitlab/gitlab has an image for each of its programs, and these run as other users',
    evidence: {
      documented: [
        { source: 'https://github.com/gitlabhq/omnibus-gitlab/blob/00d834362f6bc3334ef5a1c5ae9b8df20d814099/docker/assets/wrapper', date: '2026-11-29' },
        { source: 'https://github.com/gitlabhq/omnibus-gitlab/blob/05134022c27cd88df993eaf73e5a2170f4e723d3/docker/Dockerfile', date: '2026-11-29' },
      ],
    },
  }],
};
