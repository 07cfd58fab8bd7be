import { asArray, asObject, isAbsent, JsonObject, textOf } from '../../../formats/manifest/json';
import { ROLE_BINDINGS } from '../../../formats/manifest/role-bindings';
import { Found, Violations } from '../check';
import { ObjectControl } from '../control';
import { Risk } from '../risk';
import { everyEntry, listOf } from '../violations';
import { countsIn, grantsOf, withHolders, ONE_NAMESPACE, RISKS_OF_RIGHTS } from './role-holders';

/** Rights that a role must not give. */
export interface Grant {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The differences between the controls on rights of roles. */
type RoleControl = Pick<ObjectControl, 'id' | 'title' | 'why' | 'remedy' | 'remedyInCode' | 'riskNote'> & {
  readonly grants: readonly Grant[];
  /** The risk, if it does not depend on the binding of the role. */
  readonly risk?: Risk;
  /** Whether a list of names makes the right small enough. */
  readonly acceptsNames?: boolean | ((name: string) => boolean);
  /** The only namespace in which the right matters. */
  readonly within?: string;
  readonly notes?: readonly string[];
  readonly sources?: readonly string[];
};

/** A control on the rights of roles. The control `wildcard-rbac` reports a "*" for resources. */
export function roleControl(
  { grants, risk, riskNote = ONE_NAMESPACE, acceptsNames = false, within, notes, sources, ...texts }: RoleControl,
): ObjectControl {
  return {
    ...texts,
    level: 'hardened',
    risk: risk ?? RISKS_OF_RIGHTS,
    riskNote,
    spec: {
      rules: grants.map(({ group, resources, verbs }) => ({
        when: `of the API group "${group}"${acceptsNames ? ', without resourceNames' : ''}`,
        fields: [`rules[*].resources of a ClusterRole or Role${within === undefined ? '' : `, if it counts in ${within}`}`],
        allowed: `anything but ${resources.join(', ')} with ${verbs.join(', ')} or "*"`,
      })),
      notes,
      sources: sources ?? [`${GOOD_PRACTICES}#privilege-escalation-risks`],
    },
    kinds: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
    checkObject: (role, settings) => listOf(everyEntry(asArray(role.rules), (rule, index) => isNamed(asObject(rule), acceptsNames)
      ? undefined
      : everyEntry(grants, (grant) => {
        const found = granted(asObject(rule), index, grant);
        return found === undefined || (within !== undefined && !countsIn(within, role, grantsOf(role, settings))) ? undefined
          : listOf(found).map((violation) => {
            const held = withHolders(role, index, settings, violation);
            return risk === undefined ? held : { ...held, risk };
          });
      }))),
  };
}

export const GOOD_PRACTICES = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/';

function isNamed({ resourceNames }: JsonObject, accepts: RoleControl['acceptsNames']): boolean {
  const names = asArray(resourceNames);
  return names.length > 0 && (typeof accepts === 'function' ? names.every((name) => typeof name === 'string' && accepts(name)) : accepts === true);
}

function granted({ apiGroups, resources, verbs }: JsonObject, index: number, grant: Grant): Found {
  const groups = asArray(apiGroups);
  const all = asArray(verbs);
  if (!(groups.includes(grant.group) || groups.includes('*')) || !all.some((verb) => isGiven(verb, grant))) {
    return undefined;
  }
  return everyEntry(asArray(resources), (resource, position) => {
    if (typeof resource !== 'string' || !isMeant(resource, grant)) {
      return undefined;
    }
    const given = all.filter((verb) => isGiven(verb, grant));
    return {
      path: ['rules', index, 'resources', position],
      value: resource,
      allowKey: `${resource}: ${[...given].sort().join(', ')}`,
      detail: `with ${given.join(', ')}`,
    };
  });
}

function isGiven(verb: unknown, { verbs }: Grant): boolean {
  return verb === '*' || verbs.includes(verb as string);
}

/** Also by a "*" in place of the resource before a subresource. */
function isMeant(resource: string, { resources }: Grant): boolean {
  return resources.some((each) => each === resource || (resource.startsWith('*/') && each.endsWith(resource.slice(1))));
}

/**
 * A control on the subjects of bindings.
 *
 * @param riskOf the risk, if it depends on the subject and the binding
 */
export function bindingControl(
  texts: Pick<ObjectControl, 'id' | 'title' | 'why' | 'remedy' | 'remedyInCode' | 'risk'>, allowed: string,
  isWrong: (subject: JsonObject) => boolean, riskOf?: (subject: JsonObject, binding: JsonObject) => Risk,
): ObjectControl {
  return {
    ...texts,
    level: 'hardened',
    spec: { rules: [{ fields: ['subjects[*].name of a ClusterRoleBinding or RoleBinding'], allowed }] },
    kinds: ROLE_BINDINGS,
    checkObject: (binding): Violations => listOf(everyEntry(asArray(binding.subjects), (subject, index) => isWrong(asObject(subject))
      ? {
        path: ['subjects', index, 'name'],
        value: asObject(subject).name,
        allowKey: `${subjectText(subject)}: ${textOf(asObject(binding.roleRef).kind ?? '')} ${textOf(asObject(binding.roleRef).name ?? '')}`,
        ...riskOf && { risk: riskOf(asObject(subject), binding) },
      } : undefined)),
  };
}

/** The subject of a binding: `ServiceAccount shop/web`. */
export function subjectText(subject: unknown): string {
  const { kind, namespace, name } = asObject(subject);
  return `${textOf(kind ?? '')} ${isAbsent(namespace) ? '' : `${textOf(namespace)}/`}${textOf(name ?? '')}`;
}

/** A rule of a role, whatever the order of its lists. */
export function ruleText(rule: JsonObject): string {
  return ['apiGroups', 'resources', 'nonResourceURLs', 'resourceNames', 'verbs'].filter((field) => !isAbsent(rule[field]))
    .map((field) => `${field}=${asArray(rule[field]).map(textOf).sort().join(',')}`).join(' ');
}
