import { roleControl } from './role-control';
import { KUBE_SYSTEM } from './role-holders';

const OF_CLUSTER = ['aws-auth', 'coredns', 'extension-apiserver-authentication', 'kube-proxy', 'kubeadm-config'];

export const rbacConfigMaps = roleControl({
  id: 'rbac-config-maps',
  title: 'No right to change the ConfigMaps of kube-system',
  why: 'ConfigMaps in kube-system configure the cluster: `coredns` controls the addresses of names, `aws-auth` can make anyone an EKS '
    + 'administrator, and `extension-apiserver-authentication` controls which clients API extensions trust.',
  remedy: 'use a Role in the namespace of the application, or list the ConfigMaps in `resourceNames`',
  remedyInCode: 'use `Role` instead of `ClusterRole`, or pass the `ConfigMap` constructs to `allow` instead of `ApiResource.CONFIG_MAPS`',
  safeNames: { but: OF_CLUSTER },
  within: KUBE_SYSTEM,
  notes: ['A ClusterRole is not reported if only RoleBindings in other namespaces bind it in the same input.'],
  grants: [{ group: '', resources: ['configmaps'], verbs: ['create', 'update', 'patch'] }],
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
  ],
});
