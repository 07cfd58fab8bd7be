import { testRows } from './settings-rows';
import { clusterConfiguration } from '../../../../src/policy/controls/objects/cluster-configuration';
import { found } from '../support';

testRows(clusterConfiguration);

const args = (extraArgs: unknown, beside: object = {}) => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', apiServer: { extraArgs }, ...beside });

test('reads the arguments of kubeadm as an object and as a list', () => {
  expect(found(clusterConfiguration, args({ 'anonymous-auth': 'true', 'v': '2' }))).toEqual(['apiServer.extraArgs.anonymous-auth']);
  expect(found(clusterConfiguration, args([{ name: 'v', value: '2' }, { name: 'authorization-mode', value: 'AlwaysAllow' }]))).toEqual(['apiServer.extraArgs[1].value']);
  expect(found(clusterConfiguration, args({ 'anonymous-auth': 'false', 'authorization-mode': 'Node,RBAC' }))).toEqual([]);
  expect(found(clusterConfiguration, args([null, {}, 7]))).toEqual([]);
});

test('reads the configuration of kubeadm in objects of the Cluster API', () => {
  const spec = { kubeadmConfigSpec: { clusterConfiguration: { apiServer: { extraArgs: { 'anonymous-auth': 'true' } } } } };
  expect(found(clusterConfiguration, { apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1', kind: 'KubeadmControlPlane', spec })).toHaveLength(1);
});
