import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { ofRule } from '../causes';
import { Violations } from '../check';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';
import { ruleText } from './role-control';
import { withHolders, ONE_NAMESPACE, RISKS_OF_RIGHTS } from './role-holders';
import { Settings } from '../../settings/settings';

const FIELDS = ['verbs', 'resources', 'apiGroups'];
const OF_URLS = ['verbs', 'nonResourceURLs'];
const WILDCARD = /^\/?\*(?:\/|$)/;

export const wildcardRbac: ObjectControl = {
  id: 'wildcard-rbac',
  title: 'No wildcards in roles',
  level: 'hardened',
  risk: RISKS_OF_RIGHTS,
  riskNote: ONE_NAMESPACE,
  why: 'A wildcard also covers resources that are added to the cluster later, and verbs such as `escalate` and `impersonate`.',
  remedy: 'list what is needed',
  remedyInCode: 'pass the verbs and the `ApiResource`s that are needed to `allow`',
  cause: ofRule,
  spec: {
    rules: [{
      fields: ['rules[*].{verbs,resources} of a ClusterRole or Role', 'rules[*].apiGroups next to resources'],
      allowed: 'anything but "*"; of resources, also no "*" before a subresource',
    }, {
      fields: ['rules[*].nonResourceURLs of a ClusterRole'],
      allowed: 'anything but "*" and "/*"',
    }],
    notes: ['All URLs that are not resources include `/debug/pprof`, `/logs` and `/metrics` of the API server, and URLs of extensions.'],
    sources: [
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
      'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K03-overly-permissive-rbac',
    ],
  },
  kinds: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
  checkObject,
};

function checkObject(role: JsonObject, settings: Settings): Violations {
  return listOf(everyEntry(asArray(role.rules), (rule, ruleIndex) => {
    const lists = asObject(rule);
    return everyEntry(asArray(lists.resources).length > 0 ? FIELDS : OF_URLS, (field) => everyEntry(asArray(lists[field]), (value, index) =>
      typeof value === 'string' && WILDCARD.test(value) ? withHolders(role, ruleIndex, settings, {
        path: ['rules', ruleIndex, field, index],
        value,
        allowKey: `${value} in ${field} of ${ruleText(lists)}`,
      }) : undefined));
  }));
}
