import { ImageFamily } from '../known-image';

export const LIGHTTPD: ImageFamily = {
  name: 'lighttpd',
  repositories: ['docker.io/sebp/lighttpd'],
  variants: [{
    imageUser: 'root',
    writablePaths: [{ path: '/run', kind: 'empty', size: 2 ** 20 }],
    ports: [80],
    hint: 'Its configuration logs to /dev/pts/0, which only root may open: mount one with server.errorlog = "/dev/stderr", and without server.pid-file',
    evidence: {
      documented: [
        { source: 'https://github.com/spujadas/lighttpd-docker/blob/0baf166856b3016fdf78c7b01e2fb2680ca7bd2a/Dockerfile', date: '2026-11-29' },
        { source: 'https://github.com/spujadas/lighttpd-docker/blob/49bba9fa5f49b451c03e489d79265ee108a03867/etc/lighttpd/lighttpd.conf', date: '2026-11-29' },
        { source: 'https://github.com/spujadas/lighttpd-docker/blob/49bba9fa5f49b451c03e489d79265ee108a03867/start.sh', date: '2026-11-29' },
      ],
    },
  }],
};
