import { asArray, asObject, isAbsent, JsonObject, textOf } from '../../../formats/manifest/json';
import { CLUSTER_ROLES, ROLE_BINDINGS, ROLES } from '../../../formats/manifest/role-bindings';
import { MinorVersion } from '../../../formats/manifest/version';
import { Cause, ofRule } from '../causes';
import { Found, Violations } from '../check';
import { AnyObjectControl, ObjectControl } from '../control';
import { Risk, Risks } from '../risk';
import { everyEntry, listOf } from '../violations';
import { countsIn, countsInCluster, grantsOf, withHolders, ONE_NAMESPACE, RISKS_IN_CLUSTER, RISKS_OF_RIGHTS } from './role-holders';
import { Context } from '../../context/context';

/** A right that roles must not give. */
export interface RuleGrant {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Verbs that no longer give the right alone, from a Kubernetes version on. */
  readonly notAlone?: { readonly verbs: readonly string[]; readonly since: MinorVersion };
  /** Whether the resources are cluster-scoped: a Role or a RoleBinding does not give a right to them. */
  readonly isOfCluster?: true;
  /** Whether the built-in roles edit and admin allow the same in another way. Then roles that only add to them are fine. */
  readonly isInEdit?: true;
}

/** A rule is accepted if its `resourceNames` limit the right: to any names, to names of a list, or to names outside a list. */
type SafeNames = 'any' | { readonly only: readonly string[] } | { readonly but: readonly string[] };

/** A control on the rights of roles. */
export interface RightsControl extends ObjectControl<['rbac']> {
  readonly grants: readonly RuleGrant[];
}

/** The parts in which the controls on roles differ. */
type RoleControl = Pick<ObjectControl, 'id' | 'title' | 'why' | 'remedy' | 'remedyInCode' | 'riskNote'> & {
  readonly grants: readonly RuleGrant[];
  /** The risk, if the right has no effect outside its namespace. Default: the binding of the role decides. */
  readonly risk?: 'medium';
  readonly safeNames?: SafeNames;
  /** The risk of some verbs if `resourceNames` limit the right to safe names. Default: they are accepted. */
  readonly named?: { readonly verbs: readonly string[]; readonly risk: 'low'; readonly why: string };
  /** The only namespace in which the right is dangerous. */
  readonly within?: string;
  readonly notes?: readonly string[];
  readonly sources?: readonly string[];
};

/** A control on the rights of roles. The control `wildcard-rbac` reports a "*" for resources. */
export function roleControl({ grants, risk, riskNote, safeNames, named, within, notes, sources, ...texts }: RoleControl): RightsControl {
  const isOfCluster = grants.every((grant) => grant.isOfCluster);
  return {
    ...texts,
    grants,
    level: 'hardened',
    facts: ['rbac'],
    risk: risksOf(risk ?? (isOfCluster ? RISKS_IN_CLUSTER : RISKS_OF_RIGHTS), named),
    riskNote: riskNote ?? (isOfCluster ? undefined : ONE_NAMESPACE),
    cause: ofWildcard,
    spec: {
      rules: grants.map(({ group, resources, verbs, ...grant }) => ({
        when: [
          `of the API group "${group}"`,
          ...safeNames ? [namesText(safeNames)] : [],
          ...grant.isInEdit ? ['unless the role only adds to edit or admin'] : [],
          ...grant.isOfCluster ? [IN_CLUSTER] : [],
        ].join(', '),
        fields: ['rules[*].resources of a '
          + `ClusterRole${grant.isOfCluster ? '' : ' or Role'}${within === undefined ? '' : `, if it applies in ${within}`}`],
        allowed: `any resource except ${resources.join(', ')} with ${verbs.join(', ')} or "*"`,
      })),
      notes,
      sources: sources ?? [`${GOOD_PRACTICES}#privilege-escalation-risks`],
    },
    kinds: isOfCluster ? CLUSTER_ROLES : ROLES,
    checkObject: (role, context) => listOf(everyEntry(asArray(role.rules), (rule, index) => {
      const isLimited = hasSafeNames(asObject(rule), safeNames);
      return isLimited && named === undefined ? undefined : everyEntry(grants, (grant) => {
        const given = isLimited ? { ...grant, verbs: grant.verbs.filter((verb) => named!.verbs.includes(verb)) } : grant;
        const found = granted(asObject(rule), index, given, context.target.kubernetesVersion);
        return found === undefined || !counts(grant, within, role, context) ? undefined : listOf(found).map((violation) => isLimited
          ? {
            ...violation,
            allowKey: `${violation.allowKey} of ${namesIn(asObject(rule))}`,
            detail: `${violation.detail}: ${named!.why}`,
            risk: named!.risk,
          }
          : withHolders(role, context, violation, risk));
      });
    })),
  };
}

function risksOf(risks: Risks, named: RoleControl['named']): Risks {
  return named === undefined || typeof risks === 'string' ? risks : { ...risks, [named.risk]: 'with resourceNames' };
}

function namesIn({ resourceNames }: JsonObject): string {
  return asArray(resourceNames).map(textOf).sort().join(', ');
}

const AGGREGATED = ['edit', 'admin'].map((role) => `rbac.authorization.k8s.io/aggregate-to-${role}`);

/** Whether a role only adds to the built-in roles edit and admin. */
function addsToEdit({ metadata }: JsonObject): boolean {
  const labels = asObject(asObject(metadata).labels);
  return AGGREGATED.some((label) => labels[label] === 'true');
}

export const GOOD_PRACTICES = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/';
const IN_CLUSTER = 'unless only RoleBindings bind the role';

/** Merges the finding on a right into the wildcard finding, if the right comes from `verbs: ["*"]`. */
const ofWildcard: Cause = (violation) => violation.allowKey?.endsWith(': *') ? ofRule(violation) : undefined;

function counts({ isOfCluster, isInEdit }: RuleGrant, within: string | undefined, role: JsonObject, context: Context<'rbac'>): boolean {
  if (isInEdit && addsToEdit(role)) {
    return false;
  }
  const grants = grantsOf(role, context);
  return isOfCluster ? countsInCluster(role, grants) : within === undefined || countsIn(within, role, grants);
}

function namesText(names: SafeNames): string {
  if (names === 'any') {
    return 'without resourceNames';
  }
  return 'only' in names
    ? `unless all resourceNames are among ${names.only.join(', ')}`
    : `without resourceNames, or with one of ${names.but.join(', ')} in them`;
}

function hasSafeNames({ resourceNames }: JsonObject, safe?: SafeNames): boolean {
  const names = asArray(resourceNames);
  return safe !== undefined && names.length > 0
    && (safe === 'any'
      || names.every((name) => typeof name === 'string' && ('only' in safe ? safe.only.includes(name) : !safe.but.includes(name))));
}

function granted({ apiGroups, resources, verbs }: JsonObject, index: number, grant: RuleGrant, version: MinorVersion): Found {
  const groups = asArray(apiGroups);
  const all = asArray(verbs);
  if (!isInGroup(groups, grant) || !areEnough(all, grant, version)) {
    return undefined;
  }
  return everyEntry(asArray(resources), (resource, position) => {
    if (!isMeant(resource, grant)) {
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

export function isInGroup(groups: readonly unknown[], { group }: RuleGrant): boolean {
  return groups.includes(group) || groups.includes('*');
}

/** Whether some of the verbs of a rule give the right. */
export function areEnough(verbs: readonly unknown[], grant: RuleGrant, version: MinorVersion): boolean {
  const { notAlone } = grant;
  const weak = notAlone && version >= notAlone.since ? notAlone.verbs : [];
  return verbs.some((verb) => isGiven(verb, grant) && !weak.includes(verb as string));
}

function isGiven(verb: unknown, { verbs }: RuleGrant): boolean {
  return verb === '*' || verbs.includes(verb as string);
}

/** Whether a resource of a rule is in a grant. A subresource also matches if the rule has a `*` before the slash. */
export function isMeant(resource: unknown, { resources }: RuleGrant): resource is string {
  return typeof resource === 'string'
    && resources.some((each) => each === resource || (resource.startsWith('*/') && each.endsWith(resource.slice(1))));
}

/**
 * A control on the subjects of bindings.
 *
 * @param riskOf the risk, if it depends on the subject and the binding
 */
export function bindingControl(
  texts: Pick<ObjectControl, 'id' | 'title' | 'why' | 'remedy' | 'remedyInCode' | 'risk'> & Partial<ObjectControl['spec']>, allowed: string,
  isWrong: (subject: JsonObject, binding: JsonObject) => boolean,
  riskOf?: (subject: JsonObject, binding: JsonObject, context: Context<'rbac'>) => Risk,
): AnyObjectControl<'rbac'> {
  const { notes, sources, ...rest } = texts;
  return {
    ...rest,
    level: 'hardened',
    facts: riskOf && ['rbac'],
    spec: { rules: [{ fields: ['subjects[*].name of a ClusterRoleBinding or RoleBinding'], allowed }], notes, sources },
    kinds: ROLE_BINDINGS,
    checkObject: (binding, context): Violations => listOf(everyEntry(asArray(binding.subjects), (subject, index) =>
      isWrong(asObject(subject), binding) ? {
        path: ['subjects', index, 'name'],
        value: asObject(subject).name,
        allowKey: `${subjectText(subject)}: ${roleText(binding)}`,
        detail: `it has the permissions of ${roleText(binding)}`,
        ...riskOf && { risk: riskOf(asObject(subject), binding, context) },
      } : undefined)),
  };
}

function roleText({ roleRef }: JsonObject): string {
  const { kind, name } = asObject(roleRef);
  return `${textOf(kind ?? '')} ${textOf(name ?? '')}`;
}

/** The subject of a binding: `ServiceAccount shop/web`. */
export function subjectText(subject: unknown): string {
  const { kind, namespace, name } = asObject(subject);
  return `${textOf(kind ?? '')} ${isAbsent(namespace) ? '' : `${textOf(namespace)}/`}${textOf(name ?? '')}`;
}

/** The text of a rule for comparison: the order of its lists makes no difference. */
export function ruleText(rule: JsonObject): string {
  return ['apiGroups', 'resources', 'nonResourceURLs', 'resourceNames', 'verbs'].filter((field) => !isAbsent(rule[field]))
    .map((field) => `${field}=${asArray(rule[field]).map(textOf).sort().join(',')}`).join(' ');
}
