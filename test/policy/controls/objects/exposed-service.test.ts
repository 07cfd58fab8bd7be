import { exposedService } from '../../../../src/policy/controls/objects/exposed-service';
import { found } from '../support';

const service = (spec: unknown) => ({ apiVersion: 'v1', kind: 'Service', spec });

test.each([
  [{ type: 'NodePort' }, ['spec.type']],
  [{ type: 'LoadBalancer' }, ['spec.type']],
  [{ type: 'LoadBalancer', loadBalancerSourceRanges: [] }, ['spec.type']],
  [{ type: 'NodePort', loadBalancerSourceRanges: ['203.0.113.0/24'] }, ['spec.type']],
  [{ type: 'ClusterIP', externalIPs: ['203.0.113.7'] }, ['spec.externalIPs']],
  [{ type: 'NodePort', externalIPs: ['203.0.113.7'] }, ['spec.type', 'spec.externalIPs']],
])('refuses %j', (spec, places) => {
  expect(found(exposedService, service(spec))).toEqual(places);
});

test.each([
  { type: 'ClusterIP', externalIPs: [] }, { type: 'ExternalName' }, { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] }, {}, null, 'text', { externalIPs: null },
])('accepts %j', (spec) => {
  expect(found(exposedService, service(spec))).toEqual([]);
});
