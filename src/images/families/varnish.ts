import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'name',
  writablePaths: [{ path: '/var/lib/varnish', kind: 'empty' }],
  ports: [80, 8443],
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
        ],
      },
    },
    {
      ...COMMON,
      tags: ['alpine'],
      versions: { from: '7.3' },
      uid: 1000,
      gid: 1000,
      evidence: {
        documented: [{
          source: 'https://github.com/docker-library/repo-info/blob/2e163ad960003ac4d9cb859194521c54e3d6624c/repos/varnish/remote/8-alpine.md',
          date: '2026-11-26',
        }],
      },
    },
  ],
};
