import { ephemeralContainers } from '../../../src/controls/hardened/ephemeral-containers';
import { found, goodPod } from '../support';

const holding = (value: unknown) => goodPod((spec) => { spec.ephemeralContainers = value; });

test('finds each', () => {
  expect(found(ephemeralContainers, holding([{ name: 'a' }, { name: 'b', env: [] }])))
    .toEqual(['spec.ephemeralContainers[0].name', 'spec.ephemeralContainers[1].name']);
});

test('finds one in a template', () => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: holding([{ name: 'a' }]) } };
  expect(found(ephemeralContainers, deployment)).toEqual(['spec.template.spec.ephemeralContainers[0].name']);
});

test.each([undefined, null, [], 'text', {}, 7])('%p holds none', (value) => {
  expect(found(ephemeralContainers, holding(value))).toEqual([]);
});
