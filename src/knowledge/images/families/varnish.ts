import { ImageFacts, ImageFamily, Source } from '../known-image';
import { VERIFIED } from '../verified';

/** "Must be root." */
const JAIL: Source = {
  source: 'https://github.com/varnishcache/varnish-cache/blob/78d7a8c4cf5d2879a373ad8ade04d3dbb42eb836/bin/varnishd/mgt/mgt_jail_unix.c',
  date: '2026-11-26',
};

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'name',
  writablePaths: [{ path: '/var/lib/varnish', kind: 'empty' }],
  ports: [80, 8443],
  userFlags: [{ flag: '-j', values: ['unix', 'linux'] }],
  hint: 'It compiles its configuration in /var/lib/varnish and runs it from there',
};

export const VARNISH: ImageFamily = {
  name: 'varnish',
  repositories: ['docker.io/library/varnish'],
  variants: [
    {
      ...COMMON,
      versions: { from: '7.3' },
      uid: 1000,
      evidence: {
        documented: [
          {
            source: 'https://github.com/docker-library/repo-info/blob/76a3b359cf1df57833c7c0793fe147095572df2c/repos/varnish/remote/9.1.md',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/official-images/pull/15399', date: '2026-11-26' },
          JAIL,
        ],
        verified: VERIFIED.varnish,
      },
    },
    {
      ...COMMON,
      tags: ['alpine'],
      versions: { from: '7.3' },
      uid: 1000,
      gid: 1000,
      evidence: {
        documented: [
          {
            source: 'https://github.com/docker-library/repo-info/blob/2e163ad960003ac4d9cb859194521c54e3d6624c/repos/varnish/remote/8-alpine.md',
            date: '2026-11-26',
          },
          JAIL,
        ],
      },
    },
  ],
};
