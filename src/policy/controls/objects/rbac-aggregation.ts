import { asArray, asObject } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

export const rbacAggregation: ObjectControl = {
  id: 'rbac-aggregation',
  title: 'No role that collects all others',
  level: 'hardened',
  risk: 'high',
  why: 'An empty selector selects every ClusterRole, cluster-admin too: the role gets all rights of the cluster, and whoever is bound to it owns the cluster.',
  remedy: 'write a label of your own into each selector, such as `rbac.example.com/aggregate-to-NAME`, and give it to the roles that you mean',
  remedyInCode: 'pass a label of your own to `aggregate` and `combine`, such as `rbac.example.com/aggregate-to-NAME`',
  spec: {
    rules: [{ fields: ['aggregationRule.clusterRoleSelectors[*] of a ClusterRole'], allowed: 'a selector with a label or an expression' }],
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  },
  kinds: ['rbac.authorization.k8s.io/ClusterRole'],
  checkObject: ({ aggregationRule }) => listOf(everyEntry(asArray(asObject(aggregationRule).clusterRoleSelectors), (selector, index) => {
    const { matchLabels, matchExpressions } = asObject(selector);
    return Object.keys(asObject(matchLabels)).length === 0 && asArray(matchExpressions).length === 0
      ? { path: ['aggregationRule', 'clusterRoleSelectors', index], value: selector, allowKey: 'every ClusterRole' } : undefined;
  })),
};
