import { checkOptions, ExpectedOptions, listOf, memberOf, requireValue, textSuchAs } from './check-values';
import { OptionError } from '../../formats/language/option-error';
import { JsonObject } from '../../formats/manifest/json';

/** What a service account may do with a resource. There is no verb for everything, and none that gives more rights. */
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

/** Which objects of a resource a right is for. */
export interface ResourceOptions {
  /**
   * Names of the only objects.
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

/** Verbs that no name limits: the API server does not look at `resourceNames` then, or only for clients that ask for one name. */
const OF_ALL: readonly string[] = [ResourceVerb.LIST, ResourceVerb.WATCH, ResourceVerb.CREATE];

/** Roles are rights themselves, and no application needs them. */
const ROLES = 'rbac.authorization.k8s.io';

const RESOURCE = {
  accepts: (value: unknown) => typeof value === 'string' && /^[a-z][a-z0-9.-]*(?:\/[a-z]+)?$/.test(value),
  remedy: () => 'write the plural of a kind in lower case such as "configmaps"; there is no "*"',
};
const VERBS = listOf(memberOf('ResourceVerb', ResourceVerb), () => 'write [ResourceVerb.GET]', false);
const OPTIONS: ExpectedOptions<ResourceOptions> = {
  names: listOf(textSuchAs('settings'), (value) => `write [${JSON.stringify(typeof value === 'string' ? value : 'settings')}]`, false),
  apiGroup: {
    accepts: (value) => typeof value === 'string' && !value.includes('*'), remedy: () => 'write a group such as "apps"; there is no "*"',
  },
};

/**
 * A rule of a Role.
 *
 * @throws if the resource, a verb or an option is invalid, the group is not known, the verbs cannot be limited to names, or the
 * resource is one of roles
 */
export function accountRule(verbs: readonly string[], resource: string, options: ResourceOptions): JsonObject {
  requireValue('the resource', resource, RESOURCE);
  requireValue(`the verbs for "${resource}"`, verbs, VERBS);
  checkOptions(`the right on "${resource}"`, options, OPTIONS);
  const { names } = options;
  const group = options.apiGroup ?? Object.keys(GROUPS).find((each) => GROUPS[each].includes(resource));
  if (group === undefined) {
    throw new OptionError(`the API group of "${resource}" is not known: set \`apiGroup\`, such as that in the apiVersion of its objects`);
  }
  if (group === ROLES) {
    throw new OptionError(`"${resource}" of ${ROLES} would let the account give itself rights: bind roles with what deploys the app`);
  }
  const unlimited = names ? verbs.filter((verb) => OF_ALL.includes(verb)) : [];
  if (unlimited.length > 0) {
    throw new OptionError(`names do not limit ${unlimited.join(' and ')} of "${resource}": leave out \`names\`, or use other verbs`);
  }
  return { apiGroups: [group], resources: [resource], verbs: [...verbs], ...names && { resourceNames: [...names] } };
}
