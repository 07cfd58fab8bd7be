import { ImageFamily } from '../known-image';

export const INGRESS_NGINX: ImageFamily = {
  name: 'ingress-nginx',
  repositories: ['registry.k8s.io/ingress-nginx/controller'],
  variants: [{
    uid: 101,
    gid: 82,
    imageUser: 'name',
    anyUser: false,
    writableRoot: 'It writes its configuration, certificates and temporary files into directories of the image, and its chart sets readOnlyRootFilesystem to false',
    ports: [80, 443, 10254],
    fileCapabilities: ['NET_BIND_SERVICE'],
    hint: 'Retired: no releases after March 2026',
    evidence: {
      documented: [
        {
          source: 'https://github.com/kubernetes/ingress-nginx/blob/0315b01f775f11566e4cd9699e78f4c57da7ca08/rootfs/Dockerfile',
          date: '2026-11-26',
        },
        { source: 'https://github.com/kubernetes/ingress-nginx/blob/dbb11b9/charts/ingress-nginx/values.yaml', date: '2026-11-25' },
        { source: 'https://github.com/kubernetes/ingress-nginx/issues/10002', date: '2026-11-25' },
      ],
    },
  }],
};
