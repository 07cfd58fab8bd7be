import { roleControl } from './role-control';
import { KUBE_SYSTEM } from './role-holders';

const OF_CLUSTER = ['aws-auth', 'coredns', 'extension-apiserver-authentication', 'kube-proxy', 'kubeadm-config'];

export const rbacConfigMaps = roleControl({
  id: 'rbac-config-maps',
  title: 'No right to change the ConfigMaps of kube-system',
  why: 'ConfigMaps of kube-system configure the cluster: `coredns` decides where names lead, `aws-auth` makes anyone an administrator of '
    + 'EKS, `extension-apiserver-authentication` decides which clients API extensions trust.',
  remedy: 'use a Role in the namespace of the application, or name the ConfigMaps in `resourceNames`',
  remedyInCode: 'use `Role` instead of `ClusterRole`, or pass the `ConfigMap` constructs to `allow` instead of `ApiResource.CONFIG_MAPS`',
  safeNames: { but: OF_CLUSTER },
  within: KUBE_SYSTEM,
  notes: ['A ClusterRole that only RoleBindings of the same input bind, in other namespaces, is fine.'],
  grants: [{ group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch'] }],
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
  ],
});
