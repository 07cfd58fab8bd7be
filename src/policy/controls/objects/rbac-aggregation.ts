import { asArray, asObject } from '../../../formats/manifest/json';
import { exactLabels } from '../../network/evaluate/pod-labels';
import { readSelector, selectedShare } from '../../network/evaluate/selectors';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

/** https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go */
const CLUSTER_ADMIN = exactLabels({ 'kubernetes.io/bootstrapping': 'rbac-defaults' });

export const rbacAggregation: ObjectControl = {
  id: 'rbac-aggregation',
  title: 'No role that aggregates all other roles',
  level: 'hardened',
  risk: 'high',
  why: 'A selector that is empty, or excludes only some labels, selects the ClusterRole cluster-admin. The role then has all permissions, '
    + 'and its subjects control the cluster.',
  remedy: 'write your own label into each selector, such as `rbac.example.com/aggregate-to-NAME`, and add it to the roles that you want to '
    + 'aggregate',
  remedyInCode: 'pass your own label to `aggregate` and `combine`, such as `rbac.example.com/aggregate-to-NAME`',
  spec: {
    rules: [{
      fields: ['aggregationRule.clusterRoleSelectors[*] of a ClusterRole'],
      allowed: 'a selector that does not select cluster-admin, whose only label is `kubernetes.io/bootstrapping: rbac-defaults`',
    }],
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  },
  kinds: ['rbac.authorization.k8s.io/ClusterRole'],
  checkObject: ({ aggregationRule }) => listOf(everyEntry(asArray(asObject(aggregationRule).clusterRoleSelectors), (selector, index) => {
    const read = readSelector(selector);
    return read && selectedShare(read, CLUSTER_ADMIN) === 'all'
      ? {
        path: ['aggregationRule', 'clusterRoleSelectors', index],
        value: selector,
        allowKey: read.length === 0 ? 'every ClusterRole' : 'cluster-admin',
      } : undefined;
  })),
};
