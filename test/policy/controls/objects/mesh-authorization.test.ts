import { meshAuthorization } from '../../../../src/policy/controls/objects/mesh-authorization';
import { found } from '../support';

const policy = (spec: unknown) => found(meshAuthorization, { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'p' }, spec });
const CALLER = { from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }] };

test('reports a rule that allows every request', () => {
  expect(policy({ action: 'ALLOW', rules: [{}] })).toEqual(['spec.rules[0]']);
  expect(policy({ rules: [CALLER, { from: [], to: null }] })).toEqual(['spec.rules[1]']);
});

test.each([
  { action: 'DENY', rules: [{}] }, { action: 'CUSTOM', rules: [{}] }, { rules: [CALLER] }, { rules: [{ to: [{ operation: { paths: ['/health'] } }] }] }, { rules: [{ when: [{ key: 'a' }] }] }, { rules: [] }, {},
  { rules: [null, 'text'] }, null,
])('accepts %j', (spec) => expect(policy(spec)).toEqual([]));
