import { always, PodControl } from '../control';
import { IS_API_SERVER_VOLUME, IS_AUTOMATIC, isApiServerVolume } from './api-server-token';
import { everyToken, TOKEN_TEXT, TOKENS } from './token-sources';

export const tokenAudience: PodControl = {
  id: 'token-audience',
  title: 'An audience for every projected token',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'A token without an audience is valid for the API server, so any service that receives it can act there as the pod.',
  remedy: 'set `audience` to the service that checks the token; for calls to the API server, omit it in a volume of exactly `token`, '
    + '`ca.crt` and `namespace`, mounted read-only at /var/run/secrets/kubernetes.io/serviceaccount, with `expirationSeconds: 3600`',
  remedyInCode: {
    hardened: 'set `audience` to the service that checks the token; for calls to the API server, set `serviceAccountToken: '
      + 'ServiceAccountToken.apiServer()`',
    plain: 'set `audience` to the service that checks the token; for calls to the API server, omit it in a volume of exactly `token`, '
      + '`ca.crt` and `namespace`, mounted read-only at /var/run/secrets/kubernetes.io/serviceaccount, with a lifetime of one hour',
  },
  spec: {
    rules: [{
      fields: ['spec.volumes[*].projected.sources[*].serviceAccountToken.audience'],
      allowed: 'anything but ""; undefined only in a volume with the three sources of the automatic token: `token` for at most an hour, '
        + '`ca.crt` of the ConfigMap kube-root-ca.crt, and `namespace`; containers mount the whole volume, read-only, at '
        + '/var/run/secrets/kubernetes.io/serviceaccount',
    }],
    notes: ['No value of `audience` means the API server in every cluster: its audience is `--api-audiences`, by default the issuer, which '
      + 'providers set. A token is clearly for the API server only if it is at the path where client libraries look for it.'],
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
