import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

export const NATS: ImageFamily = {
  name: 'nats',
  repositories: ['docker.io/library/nats'],
  variants: [{
    imageUser: 'root',
    anyUser: true,
    writablePaths: [],
    ports: [4222, 6222, 8222],
    hint: 'JetStream keeps its files in /tmp/nats/jetstream unless its configuration names another directory: mount a volume there to keep them',
    evidence: {
      documented: [{
        source: 'https://github.com/nats-io/nats-docker/blob/0b3bf460e7b858ddc8907d46f10b024d70559a2a/2.11.x/alpine3.21/Dockerfile',
        date: '2026-11-26',
      }],
      verified: VERIFIED.nats,
    },
  }],
};
