import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const NGINX_UNPRIVILEGED: ImageFamily = {
  name: 'nginx-unprivileged',
  repositories: [
    'docker.io/nginxinc/nginx-unprivileged',
    'ghcr.io/nginx/nginx-unprivileged',
    'ghcr.io/nginxinc/nginx-unprivileged',
    'public.ecr.aws/nginx/nginx-unprivileged',
    'quay.io/nginx/nginx-unprivileged',
  ],
  variants: [{
    uid: 101,
    gid: 101,
    imageUser: 'numeric',
    anyUser: 'with gid 0',
    writablePaths: [{ path: '/var/cache/nginx', kind: 'empty' }],
    ports: [8080],
    hint: 'The pid file and temporary files are in /tmp. The start script changes /etc/nginx/conf.d if it can write it, and goes on if it cannot',
    evidence: {
      documented: [{
        source: 'https://github.com/nginx/docker-nginx-unprivileged/blob/125d3f225730fbd90a3492847faf2fbcae8ce11b/stable/debian/Dockerfile',
        date: '2026-11-26',
      }],
      verified: VERIFIED['nginx-unprivileged'],
    },
  }],
};
