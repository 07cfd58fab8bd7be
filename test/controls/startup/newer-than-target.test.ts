import { newerThanTarget } from '../../../src/controls/startup/newer-than-target';
import { found, goodContainer, goodPod, violations } from '../support';

const OWNERS = ['spec', 'spec.initContainers[0]', 'spec.containers[0]', 'spec.ephemeralContainers[0]'];

const podWith = (change: (spec: any) => void) => goodPod((spec) => {
  spec.ephemeralContainers = [goodContainer('debug')];
  change(spec);
});
const inContexts = (field: string, value: unknown) => podWith((spec) => {
  for (const owner of [spec, spec.initContainers[0], spec.containers[0], spec.ephemeralContainers[0]]) {
    owner.securityContext[field] = value;
  }
});

it.each([
  ['appArmorProfile', { type: 'RuntimeDefault' }, 30],
  ['supplementalGroupsPolicy', 'Strict', 33],
])('%s counts', (field, value, since) => {
  const places = OWNERS.map((owner) => `${owner}.securityContext.${field}`);
  for (let minor = 0; minor <= 37; minor++) {
    expect(found(newerThanTarget, inContexts(field, value), `1.${minor}`)).toEqual(minor < since ? places : []);
  }
  expect(found(newerThanTarget, inContexts(field, null), '1.0')).toEqual([]);
  expect(violations(newerThanTarget, inContexts(field, value), '1.0')[0].detail).toBe(`it counts only since Kubernetes 1.${since}`);
});

it('image volumes count', () => {
  const pod = podWith((spec) => spec.volumes.push({ name: 'x', image: null }, { name: 'y', image: { reference: 'app:1' } }));
  for (let minor = 0; minor <= 37; minor++) {
    expect(found(newerThanTarget, pod, `1.${minor}`)).toEqual(minor < 35 ? ['spec.volumes[3].image'] : []);
  }
});

it('all that is too new is told', () => {
  const pod = podWith((spec) => {
    Object.assign(spec.securityContext, { appArmorProfile: {}, supplementalGroupsPolicy: 'Merge' });
    spec.volumes = [{ name: 'x', image: {} }];
  });
  expect(found(newerThanTarget, pod, '1.29')).toHaveLength(3);
  expect(found(newerThanTarget, pod, '1.30')).toHaveLength(2);
  expect(found(newerThanTarget, pod, '1.33')).toHaveLength(1);
});

it.each(['text', 7, [], null])('survives a security context and volumes of %j', (odd) => {
  expect(found(newerThanTarget, podWith((spec) => Object.assign(spec, { securityContext: odd, volumes: odd, containers: [odd] })), '1.0')).toEqual([]);
});
