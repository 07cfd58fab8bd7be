import { tokenAudience } from '../../../src/controls/hardened/token-audience';
import { found, goodPod } from '../support';
import { ODD_LISTS } from './pod-with';

const projected = (sources: unknown) => goodPod((spec) => spec.volumes.push({ name: 'token', projected: { sources } }));

test.each([undefined, null, ''])('reports an audience of %p', (audience) => {
  expect(found(tokenAudience, projected([{ configMap: { name: 'c' } }, { serviceAccountToken: { path: 'token', audience } }])))
    .toEqual(['spec.volumes[2].projected.sources[1].serviceAccountToken.audience']);
});

test('reports every token', () => {
  expect(found(tokenAudience, projected([{ serviceAccountToken: {} }, { serviceAccountToken: { path: 'b' } }]))).toHaveLength(2);
});

test.each([
  [[{ serviceAccountToken: { path: 'token', audience: 'vault' } }]],
  [[{ serviceAccountToken: null }]],
  [[{ serviceAccountToken: 'token' }]],
  [[{ configMap: { name: 'c' } }]],
  ...ODD_LISTS.map((odd) => [odd]),
])('accepts %j', (sources) => expect(found(tokenAudience, projected(sources))).toEqual([]));

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(tokenAudience, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
