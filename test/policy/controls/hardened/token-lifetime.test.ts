import { tokenLifetime } from '../../../../src/policy/controls/hardened/token-lifetime';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const token = (expirationSeconds: unknown) => goodPod((spec) => spec.volumes.push({
  name: 'token', projected: { sources: [{ configMap: { name: 'c' } }, { serviceAccountToken: { audience: 'vault', path: 'token', expirationSeconds } }] },
}));

test.each([86401, 604800, 31536000])('reports a token of %i seconds', (seconds) => {
  expect(found(tokenLifetime, token(seconds))).toEqual(['spec.volumes[2].projected.sources[1].serviceAccountToken.expirationSeconds']);
  expect(violations(tokenLifetime, token(seconds))).toMatchObject([{ value: seconds, allowKey: `token/token audience=vault expirationSeconds=${seconds}` }]);
});

test.each([600, 3600, 43200, 86400, undefined, null, '604800'])('accepts a token of %p seconds', (seconds) => {
  expect(found(tokenLifetime, token(seconds))).toEqual([]);
});

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(tokenLifetime, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
