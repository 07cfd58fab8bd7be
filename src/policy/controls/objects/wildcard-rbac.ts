import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { Violations } from '../check';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';
import { ONE_NAMESPACE, riskOfRights, RISKS_OF_RIGHTS, ruleText } from './role-control';

const FIELDS = ['verbs', 'resources', 'apiGroups'];
const WILDCARD = /^\*(?:\/|$)/;

export const wildcardRbac: ObjectControl = {
  id: 'wildcard-rbac',
  title: 'No wildcards in roles',
  level: 'hardened',
  risk: RISKS_OF_RIGHTS,
  riskNote: ONE_NAMESPACE,
  why: 'A wildcard also allows what is added to the cluster later, and verbs such as `escalate` and `impersonate`.',
  remedy: 'list what is needed',
  spec: {
    rules: [{
      fields: ['rules[*].{verbs,resources} of a ClusterRole or Role', 'rules[*].apiGroups next to resources'],
      allowed: 'anything but "*"; of resources, also no "*" before a subresource',
    }],
  },
  kinds: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
  checkObject,
};

function checkObject(role: JsonObject): Violations {
  return listOf(everyEntry(asArray(role.rules), (rule, ruleIndex) => {
    const lists = asObject(rule);
    return everyEntry(asArray(lists.resources).length > 0 ? FIELDS : ['verbs'], (field) => everyEntry(asArray(lists[field]), (value, index) =>
      typeof value === 'string' && WILDCARD.test(value) ? {
        path: ['rules', ruleIndex, field, index],
        value,
        allowKey: `${value} in ${field} of ${ruleText(lists)}`,
        risk: riskOfRights(role),
      } : undefined));
  }));
}
