import { firstOf } from '../../../formats/manifest/first-of';
import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { ROLES } from '../../../formats/manifest/role-bindings';
import { ofRule } from '../causes';
import { Violations } from '../check';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';
import { ruleText } from './role-control';
import { withHolders, ONE_NAMESPACE } from './role-holders';
import { takesOver } from './takeovers';
import { Context } from '../../context/context';

const FIELDS = ['verbs', 'resources', 'apiGroups'];
const OF_URLS = ['verbs', 'nonResourceURLs'];
const WILDCARD = /^\/?\*(?:\/|$)/;

export const wildcardRbac: ObjectControl = {
  id: 'wildcard-rbac',
  title: 'No wildcards in roles',
  level: 'hardened',
  risk: {
    high: 'in the whole cluster or in kube-system, if it includes a permission that can take them over',
    critical: 'the same in the whole cluster, for all accounts',
    medium: 'in one namespace, or if it does not include such a permission',
  },
  riskNote: `${ONE_NAMESPACE} The same is true for a wildcard for the resources of one extension.`,
  why: 'A wildcard also includes resources that are added to the cluster later, and verbs such as `escalate` and `impersonate`.',
  remedy: 'list only the verbs and resources that are used',
  remedyInCode: 'pass only the verbs and the `ApiResource`s that are used to `allow`',
  cause: ofRule,
  spec: {
    rules: [{
      fields: ['rules[*].{verbs,resources} of a ClusterRole or Role', 'rules[*].apiGroups next to resources'],
      allowed: 'any value except "*"; for resources, also no "*" before a subresource',
    }, {
      fields: ['rules[*].nonResourceURLs of a ClusterRole'],
      allowed: 'anything but "*" and "/*"',
    }],
    notes: ['All non-resource URLs include `/debug/pprof`, `/logs` and `/metrics` of the API server, and URLs of extensions.'],
    sources: [
      'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
      'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K03-overly-permissive-rbac',
    ],
  },
  kinds: ROLES,
  checkObject,
};

function checkObject(role: JsonObject, context: Context): Violations {
  return listOf(everyEntry(asArray(role.rules), (rule, ruleIndex) => {
    const lists = asObject(rule);
    const ofUrls = asArray(lists.resources).length === 0;
    return everyEntry(ofUrls ? OF_URLS : FIELDS, (field) => everyEntry(asArray(lists[field]), (value, index) =>
      typeof value === 'string' && WILDCARD.test(value) ? withHolders(role, context, {
        path: ['rules', ruleIndex, field, index],
        value,
        allowKey: `${value} in ${field} of ${ruleText(lists)}`,
        detail: coveredText(lists, field),
      }, isTakeover(lists, field, context) ? undefined : 'medium') : undefined));
  }));
}

/** Reading all URLs shows metrics and profiles of the API server, and changes nothing. */
function isTakeover(lists: JsonObject, field: string, { target }: Context): boolean {
  return field === 'nonResourceURLs'
    ? asArray(lists.verbs).some((verb) => !READING.has(verb))
    : takesOver(lists, target.kubernetesVersion);
}

const READING: ReadonlySet<unknown> = new Set(['get', 'head', 'options']);
const MOST_NAMES = 3;

/** The resources, API groups or URLs that a wildcard covers. */
function coveredText({ resources, apiGroups, nonResourceURLs }: JsonObject, field: string): string | undefined {
  const ofGroups = field === 'resources' || (field === 'verbs' && asArray(resources).includes('*'));
  const all = ofGroups
    ? asArray(apiGroups).map((group) => group === '' ? 'the core group' : group)
    : [...asArray(resources), ...asArray(nonResourceURLs)];
  const named = all.filter((name): name is string => typeof name === 'string' && !WILDCARD.test(name));
  return named.length === 0 ? undefined : `${ofGroups ? 'of' : 'for'} ${firstOf(named, MOST_NAMES)}`;
}
