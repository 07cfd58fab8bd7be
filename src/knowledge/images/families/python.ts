import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const PYTHON: ImageFamily = {
  name: 'python',
  repositories: ['docker.io/library/python'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    environment: { HOME: '/tmp', PYTHONDONTWRITEBYTECODE: '1', TMPDIR: '/tmp', XDG_CACHE_HOME: '/tmp/.cache' },
    evidence: {
      documented: [
        { source: 'https://github.com/docker-library/python/blob/4f07059/3.15-rc/slim-trixie/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/python/content.md', date: '2026-11-25' },
      ],
      verified: VERIFIED.python,
    },
  }],
};
