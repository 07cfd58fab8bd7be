import { capabilityNames } from '../../../../src/policy/controls/startup/capability-names';
import { found, goodContainer, goodPod, violations } from '../support';

const LAST = 'CHECKPOINT_RESTORE';

const podWith = (capabilities: unknown) => goodPod((spec) => { spec.containers[0].securityContext.capabilities = capabilities; });

it.each<[string, unknown]>([
  ['exact names', { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN', 'SYS_ADMIN', LAST] }],
  ['ALL added', { add: ['ALL'] }],
  ['empty capabilities', {}],
  ['null', null],
  ['null lists', { drop: null, add: null }],
  ['wrong types', { drop: 'ALL', add: [7, null, {}] }],
])('accepts %s', (_, capabilities) => {
  expect(found(capabilityNames, podWith(capabilities))).toEqual([]);
});

it.each<[string, string, string | undefined]>([
  ['all', 'takes effect, but Pod Security accepts only "ALL"', 'write `ALL`'],
  ['All', 'takes effect, but Pod Security accepts only "ALL"', 'write `ALL`'],
  ['net_admin', 'takes effect as NET_ADMIN, but Pod Security and scanners do not recognize it', 'write `NET_ADMIN`'],
  ['Sys_Admin', 'takes effect as SYS_ADMIN, but Pod Security and scanners do not recognize it', 'write `SYS_ADMIN`'],
  ['CAP_NET_RAW', 'containerd ignores names with CAP_', 'write `NET_RAW`'],
  ['cap_net_raw', 'containerd ignores names with CAP_', 'write `NET_RAW`'],
  ['CAP_ALL', 'containerd ignores names with CAP_', 'write `ALL`'],
  ['NET-ADMIN', 'Linux has no such capability', undefined],
  ['', 'Linux has no such capability', undefined],
  [' ALL', 'Linux has no such capability', undefined],
  ['NET_CAP_ADMIN', 'Linux has no such capability', undefined],
])('refuses %j', (name, detail, remedy) => {
  const path = (list: string, index: number) => ['spec', 'containers', 0, 'securityContext', 'capabilities', list, index];
  const risk = detail.startsWith('takes effect') ? 'medium' : 'broken';
  expect(violations(capabilityNames, podWith({ drop: ['ALL', name], add: [name] }))).toEqual([
    { container: 'main', path: path('drop', 1), value: name, detail, remedy, risk },
    { container: 'main', path: path('add', 0), value: name, detail, remedy, risk },
  ]);
});

it.each([[{ drop: ['ALL', 'all'] }, 'drop[1]'], [{ add: ['CHOWN', 'chown'] }, 'add[1]']])('reports the wrong name in %j', (capabilities, place) => {
  expect(found(capabilityNames, podWith(capabilities))).toEqual([`spec.containers[0].securityContext.capabilities.${place}`]);
});

it('checks containers of every list', () => {
  expect(found(capabilityNames, goodPod((spec) => {
    spec.initContainers[0].securityContext.capabilities.drop = ['all'];
    spec.ephemeralContainers = [{ ...goodContainer('debug'), securityContext: { capabilities: { add: ['sys_ptrace'] } } }];
  }))).toEqual([
    'spec.initContainers[0].securityContext.capabilities.drop[0]',
    'spec.ephemeralContainers[0].securityContext.capabilities.add[0]',
  ]);
});
