import { firstOf } from '../../../formats/manifest/first-of';
import { asArray, asObject } from '../../../formats/manifest/json';
import { ROLES } from '../../../formats/manifest/role-bindings';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';
import { RuleGrant, ruleText } from './role-control';
import { withHolders, ONE_NAMESPACE, RISKS_OF_RIGHTS } from './role-holders';

/** Since 1.35, the verbs of constrained impersonation give the same rights, for the verbs that another rule names. */
const VERB = /^(?:bind|escalate|impersonate(?::(?:user-info|serviceaccount|arbitrary-node))?)$/;
/** Roles, users and groups that own the cluster or its nodes, and accounts that control kube-system. */
const POWERFUL = new RegExp(`^(?:${[
  'cluster-admin',
  'admin',
  'edit',
  'system:kube-controller-manager',
  'system:controller:.*',
  'system:node',
  'system:masters',
  'system:nodes',
  'system:admin',
  'kubernetes-admin',
  'system:node:.*',
  'system:serviceaccount:kube-system:.*',
  'system:serviceaccounts(?::kube-system)?',
  '\\*',
].join('|')})$`, 's');

/** The rights with which an account can get more rights. */
export const ESCALATIONS: readonly RuleGrant[] = [
  { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] },
  { group: '', resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
];

const MOST_NAMES = 3;

export const rbacEscalation: ObjectControl = {
  id: 'rbac-escalation',
  title: 'No right to escalate privileges',
  level: 'hardened',
  risk: RISKS_OF_RIGHTS,
  riskNote: ONE_NAMESPACE,
  why: 'With these verbs, a subject can grant itself every permission, or act as any other user.',
  remedy: 'remove the verb, or list the roles, users or accounts in `resourceNames`, and leave out powerful ones',
  remedyInCode: 'remove the verb from `allow`, or list only the `Role` or `ServiceAccount` constructs that the account needs',
  spec: {
    rules: [{
      when: 'without resourceNames, or with one of cluster-admin, admin, edit, system:masters, system:nodes, administrators of '
        + 'Kubernetes, and accounts of kube-system and of controllers in them',
      fields: ['rules[*].verbs of a ClusterRole or Role'],
      allowed: 'any verb except bind, escalate, impersonate, impersonate:user-info, impersonate:serviceaccount and '
        + 'impersonate:arbitrary-node',
    }],
    sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
  },
  kinds: ROLES,
  checkObject: (role, context) => listOf(everyEntry(asArray(role.rules), (rule, index) => {
    const { verbs, resourceNames } = asObject(rule);
    const names = asArray(resourceNames);
    const powerful = names.filter((name) => typeof name === 'string' && POWERFUL.test(name));
    return names.length > 0 && powerful.length === 0 ? undefined : everyEntry(asArray(verbs), (verb, position) =>
      typeof verb === 'string' && VERB.test(verb) ? withHolders(role, context, {
        path: ['rules', index, 'verbs', position],
        value: verb,
        allowKey: `${verb}: ${ruleText({ ...asObject(rule), verbs: undefined })}`,
        ...powerful.length > 0 && { detail: `of ${firstOf(powerful as string[], MOST_NAMES)}` },
      }) : undefined);
  })),
};
