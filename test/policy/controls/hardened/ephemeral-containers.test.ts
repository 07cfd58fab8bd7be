import { ephemeralContainers } from '../../../../src/policy/controls/hardened/ephemeral-containers';
import { found, goodPod } from '../support';

const holding = (value: unknown) => goodPod((spec) => { spec.ephemeralContainers = value; });

test('reports each container', () => {
  expect(found(ephemeralContainers, holding([{ name: 'a' }, { name: 'b', env: [] }])))
    .toEqual(['spec.ephemeralContainers[0].name', 'spec.ephemeralContainers[1].name']);
});

test('reports a container in a template', () => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: holding([{ name: 'a' }]) } };
  expect(found(ephemeralContainers, deployment)).toEqual(['spec.template.spec.ephemeralContainers[0].name']);
});

test.each([undefined, null, [], 'text', {}, 7])('%p has no ephemeral containers', (value) => {
  expect(found(ephemeralContainers, holding(value))).toEqual([]);
});
