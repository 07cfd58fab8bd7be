import { ImageFamily } from '../known-image';

export const FLUENT_BIT: ImageFamily = {
  name: 'fluent-bit',
  repositories: ['docker.io/fluent/fluent-bit', 'cr.fluentbit.io/fluent/fluent-bit', 'ghcr.io/fluent/fluent-bit'],
  variants: [{
    imageUser: 'root',
    ports: [2020],
    evidence: {
      documented: [{
        source: 'https://github.com/fluent/fluent-bit/blob/015e1bc1b35473c7fa13333457f4090aedb654f2/dockerfiles/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
