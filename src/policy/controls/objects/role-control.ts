import { asArray, asObject, isAbsent, JsonObject, textOf } from '../../../formats/manifest/json';
import { ROLE_BINDINGS } from '../../../formats/manifest/role-bindings';
import { Found, Violations } from '../check';
import { ObjectControl } from '../control';
import { Risk } from '../risk';
import { everyEntry, listOf } from '../violations';

/** One stolen token of a subject is enough for all of the cluster, or for one namespace. */
export const RISKS_OF_RIGHTS = { high: 'in the whole cluster', medium: 'in one namespace' } as const;

/** Why a right in one namespace is medium. */
export const ONE_NAMESPACE = 'Trivy rates the same right in one namespace critical. It opens that namespace, and not the cluster.';

/** The risk of the rights that a role or a binding gives. */
export function riskOfRights({ kind }: JsonObject): Risk | undefined {
  return kind === 'Role' || kind === 'RoleBinding' ? 'medium' : undefined;
}

/** Rights that a role must not give. */
export interface Grant {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What differs between the controls on what roles allow. */
type RoleControl = Pick<ObjectControl, 'id' | 'title' | 'why' | 'remedy'> & {
  readonly grants: readonly Grant[];
  /** Whether a list of names makes the right small enough. */
  readonly acceptsNames?: boolean;
  readonly sources?: readonly string[];
};

/** A control on what roles allow. A "*" for resources is that of the control `wildcard-rbac`. */
export function roleControl({ grants, acceptsNames = false, sources, ...texts }: RoleControl): ObjectControl {
  return {
    ...texts,
    level: 'hardened',
    risk: RISKS_OF_RIGHTS,
    riskNote: ONE_NAMESPACE,
    spec: {
      rules: grants.map(({ group, resources, verbs }) => ({
        when: `of the API group "${group}"${acceptsNames ? ', without resourceNames' : ''}`,
        fields: ['rules[*].resources of a ClusterRole or Role'],
        allowed: `anything but ${resources.join(', ')} with ${verbs.join(', ')} or "*"`,
      })),
      sources: sources ?? ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks'],
    },
    kinds: ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
    checkObject: (role) => listOf(everyEntry(asArray(role.rules), (rule, index) => {
      const isNamed = acceptsNames && asArray(asObject(rule).resourceNames).length > 0;
      return isNamed ? undefined : everyEntry(grants, (grant) => granted(asObject(rule), index, grant, riskOfRights(role)));
    })),
  };
}

function granted({ apiGroups, resources, verbs }: JsonObject, index: number, grant: Grant, risk: Risk | undefined): Found {
  const groups = asArray(apiGroups);
  const given = asArray(verbs).filter((verb) => verb === '*' || grant.verbs.includes(verb as string));
  if (given.length === 0 || !(groups.includes(grant.group) || groups.includes('*'))) {
    return undefined;
  }
  return everyEntry(asArray(resources), (resource, position) => typeof resource === 'string' && isMeant(resource, grant)
    ? {
      path: ['rules', index, 'resources', position],
      value: resource,
      allowKey: `${resource}: ${[...given].sort().join(', ')}`,
      detail: `with ${given.join(', ')}`,
      risk,
    } : undefined);
}

/** Also by a "*" in place of the resource before a subresource. */
function isMeant(resource: string, { resources }: Grant): boolean {
  return resources.some((each) => each === resource || (resource.startsWith('*/') && each.endsWith(resource.slice(1))));
}

/** A control on whom bindings give rights to. */
export function bindingControl(
  texts: Pick<ObjectControl, 'id' | 'title' | 'why' | 'remedy' | 'risk'>, allowed: string, isWrong: (subject: JsonObject) => boolean,
): ObjectControl {
  return {
    ...texts,
    level: 'hardened',
    spec: { rules: [{ fields: ['subjects[*].name of a ClusterRoleBinding or RoleBinding'], allowed }] },
    kinds: ROLE_BINDINGS,
    checkObject: ({ subjects, roleRef }): Violations => listOf(everyEntry(asArray(subjects), (subject, index) => isWrong(asObject(subject))
      ? {
        path: ['subjects', index, 'name'],
        value: asObject(subject).name,
        allowKey: `${subjectText(subject)}: ${textOf(asObject(roleRef).kind ?? '')} ${textOf(asObject(roleRef).name ?? '')}`,
      } : undefined)),
  };
}

/** Who gets rights by a binding: `ServiceAccount shop/web`. */
export function subjectText(subject: unknown): string {
  const { kind, namespace, name } = asObject(subject);
  return `${textOf(kind ?? '')} ${isAbsent(namespace) ? '' : `${textOf(namespace)}/`}${textOf(name ?? '')}`;
}

/** A rule of a role, whatever the order of its lists. */
export function ruleText(rule: JsonObject): string {
  return ['apiGroups', 'resources', 'nonResourceURLs', 'resourceNames', 'verbs'].filter((field) => !isAbsent(rule[field]))
    .map((field) => `${field}=${asArray(rule[field]).map(textOf).sort().join(',')}`).join(' ');
}
