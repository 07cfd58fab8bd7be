import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: ImageFacts = {
  writablePaths: [],
  evidence: {
    documented: [
      {
        source: 'https://github.com/GoogleContainerTools/distroless/blob/00121b687b7663d006341f499294294f4edf6ece/README.md',
        date: '2026-11-26',
      },
      { source: 'https://github.com/GoogleContainerTools/distroless/issues/443', date: '2026-11-26' },
      { source: 'https://github.com/GoogleContainerTools/distroless/blob/11eeda55665c49dfc0918ad4ab9f1cf0b4b3a698/static/static.bzl', date: '2026-11-26' },
    ],
  },
};

export const DISTROLESS: ImageFamily = {
  name: 'distroless',
  repositories: ['gcr.io/distroless/*'],
  variants: [{ ...COMMON, imageUser: 'root' }, {
    ...COMMON,
    tags: ['nonroot'],
    uid: 65532,
    gid: 65532,
    imageUser: 'numeric',
    evidence: { ...COMMON.evidence, verified: VERIFIED.distroless },
  }],
};
