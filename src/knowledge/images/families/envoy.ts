import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = { writablePaths: [], ports: [10000] };

export const ENVOY: ImageFamily = {
  name: 'envoy',
  repositories: ['docker.io/envoyproxy/envoy'],
  variants: [
    {
      ...COMMON,
      imageUser: 'root',
      stepsDownWith: 'su-exec',
      evidence: {
        documented: [
          {
            source: 'https://github.com/envoyproxy/envoy/blob/019f458bf978aa5559491871896282c9122630a2/ci/Dockerfile-envoy',
            date: '2026-11-26',
          },
          { source: 'https://www.envoyproxy.io/docs/envoy/v1.25.11/start/docker', date: '2026-11-26' },
        ],
      },
    },
    {
      ...COMMON,
      tags: ['distroless'],
      uid: 65532,
      gid: 65532,
      imageUser: 'numeric',
      evidence: {
        documented: [
          {
            source: 'https://github.com/envoyproxy/envoy/blob/019f458bf978aa5559491871896282c9122630a2/ci/Dockerfile-envoy',
            date: '2026-11-26',
          },
          { source: 'https://github.com/GoogleContainerTools/distroless/issues/443', date: '2026-11-26' },
          { source: 'https://github.com/GoogleContainerTools/distroless/blob/11eeda55665c49dfc0918ad4ab9f1cf0b4b3a698/static/static.bzl', date: '2026-11-26' },
        ],
      },
    },
  ],
};
