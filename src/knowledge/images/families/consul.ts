import { ImageFamily } from '../known-image';

export const CONSUL: ImageFamily = {
  name: 'consul',
  repositories: ['docker.io/hashicorp/consul', 'public.ecr.aws/hashicorp/consul'],
  variants: [{
    uid: 100,
    gid: 1000,
    imageUser: 'root',
    stepsDownWith: 'su-exec',
    writablePaths: [{ path: '/consul/data', kind: 'empty', isData: true }, { path: '/consul/config', kind: 'empty' }],
    environment: { CONSUL_DISABLE_PERM_MGMT: 'true' },
    ports: [8300, 8301, 8302, 8500, 8600],
    hint: 'Without root its start script ends at chown and su-exec, unless the variable is set',
    evidence: {
      documented: [
        {
          source: 'https://github.com/hashicorp/consul/blob/9bce86134e0f9fbff0ec13d003b23544b88a7153/.release/docker/docker-entrypoint.sh',
          date: '2026-11-26',
        },
        { source: 'https://github.com/hashicorp/consul/blob/03658a093a6e785221f04380a4d86f87e9c0792a/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/hashicorp/consul-k8s/blob/main/charts/consul/values.yaml', date: '2026-11-25' },
      ],
    },
  }],
};
