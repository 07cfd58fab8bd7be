import { always, PodControl } from '../control';
import { everyToken } from './token-sources';

export const tokenAudience: PodControl = {
  id: 'token-audience',
  title: 'An audience for every projected token',
  level: 'hardened',
  severity: 'error',
  why: 'A token without an audience is valid for the API server, so whoever receives it can act there as the pod.',
  remedy: 'write `audience`: the service that checks the token, or the API server\'s own audience (kubeadm: `https://kubernetes.default.svc.cluster.local`) for calls to the API',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].projected.sources[*].serviceAccountToken.audience'],
      allowed: 'anything but ""; undefined means the API server, which should be an explicit choice',
    }],
  },
  checks: always(everyToken('audience', ({ audience }) => !audience)),
};
