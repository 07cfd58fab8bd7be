import { always, PodControl } from '../control';
import { everyToken, TOKEN_TEXT, TOKENS } from './token-sources';

const DAY = 24 * 60 * 60;

export const tokenLifetime: PodControl = {
  id: 'token-lifetime',
  title: 'Short-lived projected tokens',
  level: 'hardened',
  risk: 'low',
  why: 'An attacker who finds the token in a log, a backup or a core dump can use it until it expires.',
  remedy: 'remove `expirationSeconds` to get one hour, or write at most 86400; the kubelet renews the file, and the application must read '
    + 'it again',
  remedyInCode: {
    hardened: 'remove `expiration` to get one hour, or set at most one day; the kubelet renews the file, and the application must read it '
      + 'again',
    plain: 'remove the lifetime to get one hour, or write at most 86400 seconds; the kubelet renews the file, and the application must '
      + 'read it again',
  },
  spec: {
    rules: [{
      fields: ['spec.volumes[*].projected.sources[*].serviceAccountToken.expirationSeconds'],
      allowed: 'up to 86400, which is a day; undefined, which is an hour',
    }],
    notes: ['The kubelet renews a token long before it expires, so a short lifetime has no drawback. A stolen token becomes invalid at the '
      + 'latest when the pod is deleted. API servers can set a lower maximum.'],
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
