import { ImageFamily } from '../known-image';

export const HARBOR_TRIVY_ADAPTER: ImageFamily = {
  name: 'harbor-trivy-adapter',
  repositories: ['docker.io/goharbor/trivy-adapter-photon'],
  variants: [{
    uid: 10000,
    imageUser: 'name',
    anyUser: false,
    writablePaths: [{ path: '/home/scanner/.cache', kind: 'empty', isData: true }],
    writableRoot: 'Its start script install_cert.sh writes /etc/pki/tls/certs, and its chart leaves the root filesystem writable',
    evidence: {
      documented: [
        { source: 'https://github.com/goharbor/harbor/blob/c50c7dd/make/photon/trivy-adapter/Dockerfile', date: '2026-11-25' },
        { source: 'https://github.com/goharbor/harbor-helm/blob/70564d5/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
