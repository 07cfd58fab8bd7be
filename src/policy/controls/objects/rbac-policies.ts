import { roleControl } from './role-control';

const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];

export const rbacPolicies = roleControl({
  id: 'rbac-policies',
  title: 'No right to change security policies',
  risk: 'medium',
  why: 'An attacker who can delete or change network policies and admission policies can remove the limits on compromised pods.',
  remedy: 'remove the write verbs; for an operator, list its own policies in `resourceNames`',
  remedyInCode: 'call `allowRead` instead; for an operator, pass an `IApiResource` with its own policy as `resourceName`',
  safeNames: 'any',
  notes: ['The control rbac-webhooks reports the policies of the API server itself.'],
  grants: [
    { group: 'networking.k8s.io', resources: ['networkpolicies'], verbs: WRITE },
    {
      group: 'policy.networking.k8s.io',
      resources: ['adminnetworkpolicies', 'baselineadminnetworkpolicies', 'clusternetworkpolicies'],
      verbs: WRITE,
      isOfCluster: true,
    },
    { group: 'cilium.io', resources: ['ciliumnetworkpolicies'], verbs: WRITE },
    { group: 'cilium.io', resources: ['ciliumclusterwidenetworkpolicies'], verbs: WRITE, isOfCluster: true },
    { group: 'crd.projectcalico.org', resources: ['networkpolicies'], verbs: WRITE },
    { group: 'crd.projectcalico.org', resources: ['globalnetworkpolicies'], verbs: WRITE, isOfCluster: true },
    { group: 'kyverno.io', resources: ['policies', 'policyexceptions'], verbs: WRITE },
    { group: 'kyverno.io', resources: ['clusterpolicies'], verbs: WRITE, isOfCluster: true },
    { group: 'templates.gatekeeper.sh', resources: ['constrainttemplates'], verbs: WRITE, isOfCluster: true },
    { group: 'config.gatekeeper.sh', resources: ['configs'], verbs: WRITE },
  ],
  sources: [
    'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K04-policy-enforcement',
    'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K07-network-segmentation',
  ],
});
