import { ImageFamily } from '../known-image';

export const OPENTELEMETRY_COLLECTOR: ImageFamily = {
  name: 'opentelemetry-collector',
  repositories: [
    'docker.io/otel/opentelemetry-collector',
    'docker.io/otel/opentelemetry-collector-contrib',
    'docker.io/otel/opentelemetry-collector-k8s',
    'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector',
    'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib',
    'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s',
  ],
  variants: [{
    uid: 10001,
    imageUser: 'numeric',
    ports: [4317, 55678, 55679],
    evidence: {
      documented: [{
        source: 'https://github.com/open-telemetry/opentelemetry-collector-releases/blob/08b16071e5839ac1822f5564de92a568cc6655dc/distributions/otelcol/Dockerfile',
        date: '2026-11-26',
      }],
    },
  }],
};
