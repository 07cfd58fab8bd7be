import { ImageFamily } from '../known-image';

export const JAEGER: ImageFamily = {
  name: 'jaeger',
  repositories: ['docker.io/jaegertracing/jaeger', 'cr.jaegertracing.io/jaegertracing/jaeger'],
  variants: [{
    uid: 10001,
    imageUser: 'numeric',
    writablePaths: [],
    ports: [4317, 4318, 5778, 5779, 9411, 13132, 13133, 14250, 14268, 16686],
    evidence: {
      documented: [{
        source: 'https://github.com/jaegertracing/jaeger/blob/2e134ebf45a37d9f894ba400678a013146d09a9c/cmd/jaeger/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
