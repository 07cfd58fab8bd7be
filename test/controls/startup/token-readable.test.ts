import { PlatformName } from '../../../src/controls/policy';
import { tokenReadable } from '../../../src/controls/startup/token-readable';
import { found, goodPod } from '../support';

const TOKEN = { name: 'token', projected: { sources: [{ configMap: { name: 'x' } }, { serviceAccountToken: { path: 'token' } }] } };
const podWith = (fsGroup: unknown, ...volumes: unknown[]) => goodPod((spec) => {
  spec.securityContext.fsGroup = fsGroup;
  spec.volumes.push(...volumes);
});

it.each<[unknown, PlatformName, boolean]>([
  [undefined, 'kubernetes', false],
  [null, 'kubernetes', false],
  [undefined, 'gke-autopilot', false],
  [65532, 'kubernetes', true],
  [0, 'kubernetes', true],
  [undefined, 'openshift', true],
  [undefined, 'openshift-v3', true],
])('an fsGroup of %p on %s', (fsGroup, platform, isReadable) => {
  expect(found(tokenReadable, podWith(fsGroup, TOKEN), undefined, { platform })).toEqual(isReadable ? [] : ['spec.securityContext.fsGroup']);
});

it.each([
  null, 'text', {}, { secret: {} }, { projected: null }, { projected: { sources: 'text' } }, { projected: { sources: [null, {}, { secret: {} }] } },
  { projected: { sources: [{ serviceAccountToken: null }] } },
])('a volume of %j holds no token', (volume) => {
  expect(found(tokenReadable, podWith(undefined, volume))).toEqual([]);
});
