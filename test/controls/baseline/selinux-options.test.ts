import { selinuxOptions } from '../../../src/controls/baseline/selinux-options';
import { found, goodPod } from '../support';
import { CONTAINERS, ODD, withContexts } from './contexts';

test('names each wrong option, in the pod and in every container', () => {
  const options = { seLinuxOptions: { level: 's0', role: 'system_r', type: 'spc_t', user: 'system_u' } };
  const pod = withContexts(options, (spec) => Object.assign(spec.securityContext, options));
  expect(found(selinuxOptions, pod)).toEqual(['spec', ...CONTAINERS].flatMap((owner) =>
    ['type', 'user', 'role'].map((option) => `${owner}.securityContext.seLinuxOptions.${option}`)));
});

test('names only what is wrong', () => {
  const pod = goodPod((spec) => { spec.securityContext.seLinuxOptions = { type: 'container_t', user: 'system_u' }; });
  expect(found(selinuxOptions, pod)).toEqual(['spec.securityContext.seLinuxOptions.user']);
});

test.each(ODD)('options %j are none', (seLinuxOptions) => {
  expect(found(selinuxOptions, withContexts({ seLinuxOptions }))).toEqual([]);
});

test.each([7, true, {}, ['container_t']])('a type %j is not allowed', (type) => {
  expect(found(selinuxOptions, withContexts({ seLinuxOptions: { type } }))).toHaveLength(CONTAINERS.length);
});
