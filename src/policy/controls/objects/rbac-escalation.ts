import { asArray, asObject } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';
import { RuleGrant, ruleText } from './role-control';
import { withHolders, ONE_NAMESPACE, RISKS_OF_RIGHTS } from './role-holders';

const VERBS = ['bind', 'escalate', 'impersonate'];

/** The rights with which an account can get more rights. */
export const ESCALATIONS: readonly RuleGrant[] = [
  { group: 'rbac.authorization.k8s.io', resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] },
  { group: '', resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
];

export const rbacEscalation: ObjectControl = {
  id: 'rbac-escalation',
  title: 'No right to get more rights',
  level: 'hardened',
  risk: RISKS_OF_RIGHTS,
  riskNote: ONE_NAMESPACE,
  why: 'With these verbs, a subject can give itself every right, or act as any other user.',
  remedy: 'remove the verb; or name the roles, users or accounts in `resourceNames`',
  remedyInCode: 'remove the verb from `allow`; or pass the `Role` or `ServiceAccount` constructs that it needs',
  spec: {
    rules: [{
      when: 'without resourceNames',
      fields: ['rules[*].verbs of a ClusterRole or Role'],
      allowed: `anything but ${VERBS.join(', ')}`,
    }],
    sources: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
  },
  kinds: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
  checkObject: (role, context) => listOf(everyEntry(asArray(role.rules), (rule, index) => {
    const { verbs, resourceNames } = asObject(rule);
    return asArray(resourceNames).length > 0 ? undefined : everyEntry(asArray(verbs), (verb, position) =>
      VERBS.includes(verb as string) ? withHolders(role, index, context, {
        path: ['rules', index, 'verbs', position],
        value: verb,
        allowKey: `${verb}: ${ruleText({ ...asObject(rule), verbs: undefined })}`,
      }) : undefined);
  })),
};
