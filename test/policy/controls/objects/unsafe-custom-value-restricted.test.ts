import { JsonObject } from '../../../../src/formats/manifest/json';
import { unsafeCustomValue } from '../../../../src/policy/controls/objects/unsafe-custom-value';
import { unsafeCustomValueRestricted } from '../../../../src/policy/controls/objects/unsafe-custom-value-restricted';
import { found } from '../support';

const custom = (spec: unknown): JsonObject => ({ apiVersion: 'example.com/v1', kind: 'Thing', spec });

test.each<[unknown, string]>([
  [{ securityContext: { allowPrivilegeEscalation: true, runAsUser: 0 } }, 'spec.securityContext.allowPrivilegeEscalation spec.securityContext.runAsUser'],
  [{ capabilities: { add: ['CHOWN'] } }, 'spec.capabilities'],
  [{ parameters: [{ name: 'a.runAsUser', value: '0' }] }, 'spec.parameters[0]'],
])('reports what only restricted forbids in %j', (spec, places) => {
  expect(found(unsafeCustomValueRestricted, custom(spec)).join(' ')).toBe(places);
  expect(found(unsafeCustomValue, custom(spec))).toEqual([]);
});

test.each([
  ['v1', 'SecurityContextConstraints'],
  ['security.openshift.io/v1', 'SecurityContextConstraints'],
  ['extensions/v1beta1', 'PodSecurityPolicy'],
  ['policy/v1beta1', 'PodSecurityPolicy'],
])('ignores what a %s %s allows, which has its own control', (apiVersion, kind) => {
  const object = { apiVersion, kind, allowPrivilegeEscalation: true, spec: { allowPrivilegeEscalation: true } };
  expect(found(unsafeCustomValueRestricted, object)).toEqual([]);
});
