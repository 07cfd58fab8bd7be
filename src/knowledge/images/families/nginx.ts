import { runDirectory } from '../common/facts';
import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const NGINX: ImageFamily = {
  name: 'nginx',
  repositories: ['docker.io/library/nginx', 'public.ecr.aws/nginx/nginx'],
  variants: [{
    uid: 101,
    gid: 101,
    imageUser: 'root',
    writablePaths: [{ path: '/var/cache/nginx', kind: 'empty' }, runDirectory('/run')],
    ports: [80],
    rootMounts: ['/etc/nginx/templates'],
    hint: 'The pid file is in /run; a pid file that is left there does not keep nginx from starting. Templates need the writable path /etc/nginx/conf.d',
    evidence: {
      documented: [
        { source: 'https://github.com/nginx/docker-nginx/blob/0d7f438/stable/debian/Dockerfile', date: '2026-11-25' },
        {
          source: 'https://github.com/nginx/docker-nginx/blob/120635b2e7338f1bfd45bed7d7692538d7338196/mainline/alpine-slim/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/nginx/content.md', date: '2026-11-25' },
        { source: 'https://github.com/nginx/docker-nginx/blob/master/entrypoint/20-envsubst-on-templates.sh', date: '2026-11-26' },
      ],
      verified: VERIFIED.nginx,
    },
  }],
};
