import { LOW_PORT_HINT } from '../common/facts';
import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'root',
  anyUser: true,
  writablePaths: [{ path: '/usr/local/apache2/logs', kind: 'empty' }],
  ports: [80],
  hint: LOW_PORT_HINT,
};

export const HTTPD: ImageFamily = {
  name: 'httpd',
  repositories: ['docker.io/library/httpd'],
  variants: [
    {
      ...COMMON,
      uid: 33,
      gid: 33,
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/httpd/blob/9b63b37/2.4/Dockerfile', date: '2026-11-25' },
          { source: 'https://salsa.debian.org/debian/base-passwd/-/blob/master/passwd.master', date: '2026-11-26' },
        ],
        verified: VERIFIED.httpd,
      },
    },
    {
      ...COMMON,
      tags: ['alpine'],
      uid: 82,
      gid: 82,
      evidence: {
        documented: [{
          source: 'https://github.com/docker-library/repo-info/blob/48ea2422faedd97c942642c760e1ea92a69d7673/repos/httpd/remote/alpine.md',
          date: '2026-11-26',
        }],
      },
    },
  ],
};
