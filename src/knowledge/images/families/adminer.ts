import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const ADMINER: ImageFamily = {
  name: 'adminer',
  repositories: ['docker.io/library/adminer'],
  variants: [{
    imageUser: 'name',
    writablePaths: [],
    ports: [8080],
    hint: 'USER is the name adminer',
    evidence: {
      documented: [
        {
          source: 'https://github.com/TimWolla/docker-adminer/blob/0b7ac63344767be6d7903444f40d8b9885b5d7bd/4/Dockerfile',
          date: '2026-11-26',
        },
        {
          source: 'https://github.com/docker-library/repo-info/blob/17175dec7520749cf0d5705aaf2cd86f5a2dabd9/repos/adminer/remote/latest.md',
          date: '2026-11-26',
        },
      ],
      verified: VERIFIED.adminer,
    },
  }],
};
