import { always, PodControl } from '../control';
import { IS_API_SERVER_VOLUME, IS_AUTOMATIC, isApiServerVolume } from './api-server-token';
import { everyToken, TOKEN_TEXT, TOKENS } from './token-sources';

export const tokenAudience: PodControl = {
  id: 'token-audience',
  title: 'An audience for every projected token',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'A token without an audience is valid for the API server, so whoever receives it can act there as the pod.',
  remedy: 'write `audience`: the service that checks the token; for calls to the API server leave it out in a volume of exactly `token`, '
    + '`ca.crt` and `namespace`, mounted read-only at /var/run/secrets/kubernetes.io/serviceaccount, with `expirationSeconds: 3600`',
  remedyInCode: {
    hardened: 'write `audience`: the service that checks the token; for calls to the API server set '
      + '`serviceAccountToken: ServiceAccountToken.apiServer()`',
    plain: 'write `audience`: the service that checks the token; for calls to the API server leave it out in a volume of exactly `token`, '
      + '`ca.crt` and `namespace`, mounted read-only at /var/run/secrets/kubernetes.io/serviceaccount, with a lifetime of one hour',
  },
  spec: {
    rules: [{
      fields: ['spec.volumes[*].projected.sources[*].serviceAccountToken.audience'],
      allowed: 'anything but ""; undefined only in a volume of three sources, as the automatic token has: `token` for at most an hour, '
        + '`ca.crt` of the ConfigMap kube-root-ca.crt, and `namespace`; every container that mounts it does so as a '
        + 'whole, read-only, at /var/run/secrets/kubernetes.io/serviceaccount',
    }],
    notes: ['No value of `audience` means the API server in every cluster: it is `--api-audiences`, and by default the issuer, which '
      + 'providers set. Only where client libraries look for the API\'s token is it clear that the API is meant.'],
  },
  admission: [{
    each: 'volume',
    in: TOKENS,
    violates: 'has(it.serviceAccountToken) && it.serviceAccountToken.?audience.orValue(\'\') == '
      + `'' && !(${IS_AUTOMATIC}) && !(${IS_API_SERVER_VOLUME})`,
    value: TOKEN_TEXT,
  }],
  reads: { needs: ['spec.volumes[*].projected'] },
  checks: always(everyToken('audience', ({ audience }, volume, pod) => !audience && !isApiServerVolume(volume, pod))),
};
