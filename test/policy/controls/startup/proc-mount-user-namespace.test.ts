import { procMountUserNamespace } from '../../../../src/policy/controls/startup/proc-mount-user-namespace';
import { found, goodContainer, goodPod } from '../support';

const FIELD = ['spec.containers[0].securityContext.procMount'];

it.each<[unknown, unknown, string[]]>([
  ['Unmasked', undefined, FIELD],
  ['Unmasked', null, FIELD],
  ['Unmasked', true, FIELD],
  ['Unmasked', 'false', FIELD],
  ['Unmasked', false, []],
  ['Default', undefined, []],
  [undefined, undefined, []],
  [null, undefined, []],
  [7, undefined, []],
])('evaluates procMount %j with hostUsers %j', (procMount, hostUsers, expected) => {
  expect(found(procMountUserNamespace, goodPod((spec) => {
    spec.hostUsers = hostUsers;
    spec.containers[0].securityContext.procMount = procMount;
  }))).toEqual(expected);
});

it('checks containers of every list', () => {
  expect(found(procMountUserNamespace, goodPod((spec) => {
    spec.initContainers[0].securityContext = { procMount: 'Unmasked' };
    spec.containers[0].securityContext = null;
    spec.ephemeralContainers = [{ ...goodContainer('debug'), securityContext: { procMount: 'Unmasked' } }];
  }))).toEqual(['spec.initContainers[0].securityContext.procMount', 'spec.ephemeralContainers[0].securityContext.procMount']);
});
