import { needsOf } from '../../../src/formats/manifest/pod-needs';

const DEFAULTS = { requests: { cpu: 0.1, memory: 10 }, limits: { cpu: 0.2, memory: 20 } };
const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a' }, { name: 'b' }], ...spec } });

test('what a pod has for itself counts instead of the sum of its containers', () => {
  expect(needsOf([pod({})], DEFAULTS, () => 1)).toMatchObject({ requests: { memory: 20 }, limits: { cpu: 0.4, memory: 40 } });
  expect(needsOf([pod({ resources: { limits: { memory: '30' } } })], DEFAULTS, () => 1)).toMatchObject({ requests: { memory: 20 }, limits: { cpu: 0.4, memory: 30 } });
});
