import { ImageFamily } from '../known-image';

export const SQUID: ImageFamily = {
  name: 'squid',
  repositories: ['docker.io/ubuntu/squid'],
  variants: [{
    uid: 13,
    gid: 13,
    imageUser: 'root',
    writablePaths: [
      { path: '/var/log/squid', kind: 'empty' },
      { path: '/var/spool/squid', kind: 'empty' },
    ],
    ports: [3128],
    hint: 'Write "pid_filename none" into squid.conf: /run is not writable, and in a volume the pid file outlives a container that is killed, so that the next one ends with "Squid is already running"',
    evidence: {
      documented: [{
        source: 'https://github.com/wolfi-dev/os/blob/805c16e6267dc4c6379d4368f53f67d1994f07b1/squid/entrypoint.sh',
        date: '2026-11-29',
      }, { source: 'https://packages.debian.org/trixie/squid', date: '2026-11-29' }],
    },
  }],
};
