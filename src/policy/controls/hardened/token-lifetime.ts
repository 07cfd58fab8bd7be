import { always, PodControl } from '../control';
import { everyToken, TOKEN_TEXT, TOKENS } from './token-sources';

const DAY = 24 * 60 * 60;

export const tokenLifetime: PodControl = {
  id: 'token-lifetime',
  title: 'Short-lived projected tokens',
  level: 'hardened',
  risk: 'low',
  why: 'Whoever reads the token in a log, a backup or a core dump can use it until it expires.',
  remedy: 'remove `expirationSeconds` for one hour, or write at most 86400: the kubelet '
    + 'renews the file, and the application must read it again',
  remedyInCode: {
    hardened: 'remove `expiration` for one hour, or set at most one day: the kubelet '
      + 'renews the file, and the application must read it again',
    plain: 'leave out the lifetime for one hour, or write at most 86400 seconds: the kubelet '
      + 'renews the file, and the application must read it again',
  },
  spec: {
    rules: [{
      fields: ['spec.volumes[*].projected.sources[*].serviceAccountToken.expirationSeconds'],
      allowed: 'up to 86400, which is a day; undefined, which is an hour',
    }],
    notes: ['The kubelet renews a token long before it expires, so a short lifetime costs nothing. A stolen token ends '
      + 'with the pod at the latest. API servers may set a lower maximum.'],
  },
  admission: [{
    each: 'volume',
    in: TOKENS,
    violates: `it.?serviceAccountToken.?expirationSeconds.orValue(0) > ${DAY}`,
    value: TOKEN_TEXT,
  }],
  reads: { needs: ['spec.volumes[*].projected'] },
  checks: always(everyToken('expirationSeconds', ({ expirationSeconds }) =>
    typeof expirationSeconds === 'number' && expirationSeconds > DAY)),
};
