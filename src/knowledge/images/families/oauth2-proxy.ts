import { NONROOT, NONROOT_SOURCES } from '../common/distroless';
import { ImageFamily } from '../known-image';

const DOCKERFILE = {
  source: 'https://github.com/oauth2-proxy/oauth2-proxy/blob/00e530f8d4947edd564eacd09257ee2eb017d556/Dockerfile',
  date: '2026-11-26',
};

export const OAUTH2_PROXY: ImageFamily = {
  name: 'oauth2-proxy',
  repositories: ['quay.io/oauth2-proxy/oauth2-proxy'],
  variants: [
    { ...NONROOT, writablePaths: [], evidence: { documented: [DOCKERFILE, ...NONROOT_SOURCES] } },
    { tags: ['alpine'], hint: 'The Dockerfile does not set a user for the Alpine images', evidence: { documented: [DOCKERFILE] } },
  ],
};
