import { claimAdminAccess } from '../../../../src/policy/controls/objects/claim-admin-access';
import { found } from '../support';

const claim = (...requests: unknown[]) => found(claimAdminAccess, { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', spec: { devices: { requests } } });
const template = (...requests: unknown[]) => found(claimAdminAccess, { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaimTemplate', spec: { spec: { devices: { requests } } } });

test('reports administrator access, in claims and templates, of both versions', () => {
  expect(claim({ name: 'a' }, { name: 'b', exactly: { adminAccess: true } })).toEqual(['spec.devices.requests[1].exactly.adminAccess']);
  expect(template({ name: 'b', adminAccess: true })).toEqual(['spec.spec.devices.requests[0].adminAccess']);
});

test.each([{ name: 'a', exactly: { adminAccess: false } }, { name: 'a', adminAccess: false }, { name: 'a', firstAvailable: [] }, null, 'text'])('accepts %j', (request) => {
  expect([claim(request), template(request)]).toEqual([[], []]);
});

test('a template has its claim one level deeper', () => {
  expect(found(claimAdminAccess, { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaimTemplate', spec: { devices: { requests: [{ adminAccess: true }] } } })).toEqual([]);
});
