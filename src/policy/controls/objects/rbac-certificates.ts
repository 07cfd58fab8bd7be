import { roleControl } from './role-control';

export const rbacCertificates = roleControl({
  id: 'rbac-certificates',
  title: 'No right to approve certificates',
  why: 'A subject that can approve certificate requests can get a client certificate of any user, including nodes and administrators.',
  remedy: 'remove the resource, or list the signer in `resourceNames`',
  remedyInCode: 'remove the resource from `allow`, or pass an `IApiResource` with the signer as `resourceName`',
  safeNames: { but: ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/kube-apiserver-client-kubelet', 'kubernetes.io/*'] },
  notes: ['The listed signers of Kubernetes sign client certificates of any user and of nodes.'],
  grants: [
    { group: 'certificates.k8s.io', resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch'], isOfCluster: true },
    { group: 'certificates.k8s.io', resources: ['signers'], verbs: ['approve', 'sign'], isOfCluster: true },
  ],
});
