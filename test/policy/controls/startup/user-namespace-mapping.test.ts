import { expectOfUserNamespaces, podWith, UserNamespaceCase } from './user-namespaces';
import { userNamespaceMapping } from '../../../../src/policy/controls/startup/user-namespace-mapping';
import { violations } from '../support';

const CASES: readonly UserNamespaceCase[] = [
  ['nothing that needs the node', () => {}, []],
  ['the largest id', (spec) => { Object.assign(spec.securityContext, { runAsUser: 65535, supplementalGroups: [65535] }); }, []],
  ['ids of the pod', (spec) => { Object.assign(spec.securityContext, { runAsUser: 65536, runAsGroup: 65536, fsGroup: 1e6, supplementalGroups: [1, 65536, '70000'] }); },
    ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups[1]'].map((field) => `spec.securityContext.${field}`)],
  ['ids of containers', (spec) => {
    spec.initContainers[0].securityContext.runAsUser = 65536;
    spec.containers[0].securityContext.runAsGroup = 65536;
    spec.ephemeralContainers[0].securityContext.runAsUser = 65536;
  }, [
    'spec.initContainers[0].securityContext.runAsUser',
    'spec.containers[0].securityContext.runAsGroup',
    'spec.ephemeralContainers[0].securityContext.runAsUser',
  ]],
  ['NFS', (spec) => { spec.volumes.push(null, { name: 'x', nfs: null }, { name: 'y', nfs: {} }); }, ['spec.volumes[4].nfs']],
  ['odd JSON', (spec) => { Object.assign(spec, { securityContext: 'x', volumes: {}, containers: [null] }); }, []],
];

expectOfUserNamespaces(userNamespaceMapping, CASES);

it('names the largest allowed id', () => {
  const [violation] = violations(userNamespaceMapping, podWith((spec) => { spec.securityContext.runAsUser = 65536; }));
  expect(violation).toMatchObject({ value: 65536, detail: 'a user namespace has the ids 0 to 65535', remedy: 'use an id up to 65535' });
});
