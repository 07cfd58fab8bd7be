import { NONROOT, NONROOT_SOURCES } from '../common/distroless';
import { ImageFacts, ImageFamily } from '../known-image';

const COMMON: Omit<ImageFacts, 'evidence'> = { writablePaths: [], ports: [10000] };

const DOCKERFILE = {
  source: 'https://github.com/envoyproxy/envoy/blob/019f458bf978aa5559491871896282c9122630a2/ci/Dockerfile-envoy',
  date: '2026-11-26',
};

export const ENVOY: ImageFamily = {
  name: 'envoy',
  repositories: ['docker.io/envoyproxy/envoy'],
  variants: [
    {
      ...COMMON,
      imageUser: 'root',
      stepsDownWith: 'su-exec',
      evidence: { documented: [DOCKERFILE, { source: 'https://www.envoyproxy.io/docs/envoy/v1.25.11/start/docker', date: '2026-11-26' }] },
    },
    {
      ...COMMON,
      tags: ['distroless'],
      ...NONROOT,
      evidence: { documented: [DOCKERFILE, ...NONROOT_SOURCES] },
    },
  ],
};
