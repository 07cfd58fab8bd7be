import { NONROOT, NONROOT_SOURCES } from '../common/distroless';
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
      ...NONROOT_SOURCES,
    ],
  },
};

export const DISTROLESS: ImageFamily = {
  name: 'distroless',
  repositories: ['gcr.io/distroless/*'],
  variants: [{ ...COMMON, imageUser: 'root' }, {
    ...COMMON,
    tags: ['nonroot'],
    ...NONROOT,
    evidence: { ...COMMON.evidence, verified: VERIFIED.distroless },
  }],
};
