import { ImageFamily } from '../known-image';

export const CERT_MANAGER: ImageFamily = {
  name: 'cert-manager',
  repositories: [
    'quay.io/jetstack/cert-manager-controller',
    'quay.io/jetstack/cert-manager-webhook',
    'quay.io/jetstack/cert-manager-cainjector',
    'quay.io/jetstack/cert-manager-startupapicheck',
  ],
  variants: [{
    imageUser: 'numeric',
    writablePaths: [],
    ports: [9402, 10250],
    hint: 'Its chart sets runAsNonRoot and no uid',
    evidence: {
      documented: [{
        source: 'https://github.com/cert-manager/cert-manager/blob/2d0d7f7/deploy/charts/cert-manager/values.yaml',
        date: '2026-11-25',
      }],
    },
  }],
};
