import { ImageFamily } from '../known-image';

export const GITEA: ImageFamily = {
  name: 'gitea',
  repositories: ['docker.io/gitea/gitea', 'docker.gitea.com/gitea'],
  variants: [{
    tags: ['rootless'],
    uid: 1000,
    gid: 1000,
    imageUser: 'numeric',
    writablePaths: [{ path: '/var/lib/gitea', kind: 'empty', isData: true }, { path: '/etc/gitea', kind: 'empty', isData: true }],
    ports: [2222, 3000],
    hint: 'Temporary files are in /tmp/gitea. Nothing is known of the images that start as root',
    evidence: {
      documented: [{
        source: 'https://github.com/go-gitea/gitea/blob/023ef493211f44ec0d93485e677a7ca5330f2e0c/Dockerfile.rootless',
        date: '2026-11-26',
      }],
    },
  }],
};
