import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: ImageFacts = {
  evidence: {
    documented: [{
      source: 'https://github.com/oauth2-proxy/oauth2-proxy/blob/00e530f8d4947edd564eacd09257ee2eb017d556/Dockerfile',
      date: '2026-11-26',
    }],
  },
};

export const OAUTH2_PROXY: ImageFamily = {
  name: 'oauth2-proxy',
  repositories: ['quay.io/oauth2-proxy/oauth2-proxy'],
  variants: [
    {
      ...COMMON,
      uid: 65532,
      gid: 65532,
      imageUser: 'numeric',
      writablePaths: [],
      evidence: {
        documented: [
          {
            source: 'https://github.com/oauth2-proxy/oauth2-proxy/blob/00e530f8d4947edd564eacd09257ee2eb017d556/Dockerfile',
            date: '2026-11-26',
          },
          { source: 'https://github.com/GoogleContainerTools/distroless/issues/443', date: '2026-11-26' },
          { source: 'https://github.com/GoogleContainerTools/distroless/blob/11eeda55665c49dfc0918ad4ab9f1cf0b4b3a698/static/static.bzl', date: '2026-11-26' },
        ],
      },
    },
    { ...COMMON, tags: ['alpine'], hint: 'Of the images on Alpine nobody states the user' },
  ],
};
