import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const HAPROXY: ImageFamily = {
  name: 'haproxy',
  repositories: ['docker.io/library/haproxy'],
  variants: [{
    versions: { from: '2.4' },
    uid: 99,
    gid: 99,
    imageUser: 'name',
    writablePaths: [],
    hint: 'Without root it ends with "Cannot set gid" if its configuration has user, group, uid or gid of another user: remove them, and chroot; a socket needs a directory that exists',
    evidence: {
      documented: [
        { source: 'https://github.com/docker-library/haproxy/blob/ec437dd/3.2/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/haproxy/content.md', date: '2026-11-25' },
        {
          source: 'https://github.com/docker-library/repo-info/blob/438eddf3ea5832221716a282ddacf645ac5ca63f/repos/haproxy/remote/latest.md',
          date: '2026-11-26',
        },
      ],
      verified: VERIFIED.haproxy,
    },
  }],
};
