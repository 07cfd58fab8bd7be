import { selinuxOptions } from '../../../../src/policy/controls/baseline/selinux-options';
import { found, goodPod } from '../support';
import { CONTAINERS, ODD, withContexts } from './contexts';

test('reports each wrong option, in the pod and in every container', () => {
  const options = { seLinuxOptions: { level: 's0', role: 'system_r', type: 'spc_t', user: 'system_u' } };
  const pod = withContexts(options, (spec) => Object.assign(spec.securityContext, options));
  expect(found(selinuxOptions, pod)).toEqual(['spec', ...CONTAINERS].flatMap((owner) =>
    ['type', 'user', 'role'].map((option) => `${owner}.securityContext.seLinuxOptions.${option}`)));
});

test('reports only wrong options', () => {
  const pod = goodPod((spec) => { spec.securityContext.seLinuxOptions = { type: 'container_t', user: 'system_u' }; });
  expect(found(selinuxOptions, pod)).toEqual(['spec.securityContext.seLinuxOptions.user']);
});

test.each(ODD)('options of %j have no findings', (seLinuxOptions) => {
  expect(found(selinuxOptions, withContexts({ seLinuxOptions }))).toEqual([]);
});

test.each([7, true, {}, ['container_t']])('refuses the type %j', (type) => {
  expect(found(selinuxOptions, withContexts({ seLinuxOptions: { type } }))).toHaveLength(CONTAINERS.length);
});
