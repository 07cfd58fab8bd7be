import { checkOptions, ExpectedOptions, listOption, memberOf, requireValue, textSuchAs } from './check-values';
import { OptionError } from '../../formats/language/option-error';
import { JsonObject } from '../../formats/manifest/json';

/**
 * An operation that a service account may perform on a resource. The list has neither a wildcard nor a verb that grants more rights.
 *
 * @stability experimental
 */
export enum ResourceVerb {
  /** Read one object by its name. */
  GET = 'get',
  /** Read all objects. */
  LIST = 'list',
  /** Follow the changes of all objects. */
  WATCH = 'watch',
  /** Create objects. */
  CREATE = 'create',
  /** Replace objects. */
  UPDATE = 'update',
  /** Change fields of objects. */
  PATCH = 'patch',
  /** Delete objects. */
  DELETE = 'delete',
}

/**
 * The objects of a resource that a right applies to.
 *
 * @stability experimental
 */
export interface PermissionOptions {
  /**
   * Names of the objects. The right covers no others.
   *
   * @default - all objects in the namespace
   */
  readonly names?: string[];

  /**
   * The API group of the resource, such as `apps`, or empty for the core group.
   *
   * @default - known for the usual resources of Kubernetes; required for others
   */
  readonly apiGroup?: string;
}

const GROUPS: { readonly [group: string]: readonly string[] } = {
  '': ['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'pods/log', 'secrets', 'serviceaccounts', 'services'],
  'apps': ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  'batch': ['jobs', 'cronjobs'],
  'autoscaling': ['horizontalpodautoscalers'],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  'policy': ['poddisruptionbudgets'],
};

/** Verbs that `resourceNames` cannot limit: the API server ignores it for them, or applies it only to requests for a single name. */
const OF_ALL: readonly string[] = [ResourceVerb.LIST, ResourceVerb.WATCH, ResourceVerb.CREATE];

/** With a right on roles, an account could grant itself more rights. No application needs that. */
const ROLES = 'rbac.authorization.k8s.io';

const RESOURCE = {
  accepts: (value: unknown) => typeof value === 'string' && /^[a-z][a-z0-9.-]*(?:\/[a-z]+)?$/.test(value),
  remedy: () => 'write the plural of a kind in lower case such as "configmaps"; "*" is not allowed',
};
const VERBS = listOption(memberOf('ResourceVerb', ResourceVerb), () => 'write [ResourceVerb.GET]', false);
const OPTIONS: ExpectedOptions<PermissionOptions> = {
  names: listOption(textSuchAs('settings'), (value) => `write [${JSON.stringify(typeof value === 'string' ? value : 'settings')}]`, false),
  apiGroup: {
    accepts: (value) => typeof value === 'string' && !value.includes('*'), remedy: () => 'write a group such as "apps"; "*" is not allowed',
  },
};

/**
 * A rule of a Role.
 *
 * @throws if the resource, a verb or an option is invalid, the group is not known, the verbs cannot be limited to names, or the resource
 * belongs to the API group of RBAC
 */
export function accountRule(verbs: readonly string[], resource: string, options: PermissionOptions): JsonObject {
  requireValue('the resource', resource, RESOURCE);
  requireValue(`the verbs for "${resource}"`, verbs, VERBS);
  checkOptions(`the right on "${resource}"`, options, OPTIONS);
  const { names } = options;
  const group = options.apiGroup ?? Object.keys(GROUPS).find((each) => GROUPS[each].includes(resource));
  if (group === undefined) {
    throw new OptionError(`the API group of "${resource}" is not known: set \`apiGroup\` to the group in the apiVersion of its objects`);
  }
  if (group === ROLES) {
    throw new OptionError(`"${resource}" of ${ROLES} would let the account grant itself rights: bind its roles when you deploy the app`);
  }
  const unlimited = names ? verbs.filter((verb) => OF_ALL.includes(verb)) : [];
  if (unlimited.length > 0) {
    throw new OptionError(`names do not limit ${unlimited.join(' and ')} of "${resource}": leave out \`names\`, or use other verbs`);
  }
  return { apiGroups: [group], resources: [resource], verbs: [...verbs], ...names && { resourceNames: [...names] } };
}
