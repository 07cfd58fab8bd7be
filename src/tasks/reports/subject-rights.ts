import { compareText } from '../../formats/manifest/compare-text';
import { asObject, JsonObject } from '../../formats/manifest/json';
import { ROLES } from '../../formats/manifest/role-bindings';
import { thirdPartyContext } from '../../policy/context/context';
import { CATALOG } from '../../policy/controls/catalog';
import { isObjectControl, AnyObjectControl } from '../../policy/controls/control';
import { SubjectRule, SubjectRules } from '../../policy/rbac/rbac';

/** The rights of a service account, a user or a group, from the roles and bindings of an input. */
export interface ReportedSubject {
  /** ServiceAccount, User or Group. */
  readonly kind: string;
  readonly name: string;
  /** The namespace of a ServiceAccount. */
  readonly namespace?: string;
  readonly rights: readonly ReportedRight[];
  /** Number of further rights that are not listed. */
  readonly leftOut: number;
}

/** A rule of a role that a subject has. */
export interface ReportedRight {
  /** The path from the binding to the rule: `ClusterRoleBinding web -> ClusterRole web -> rules[0]`. */
  readonly path: string;
  readonly isClusterWide: boolean;
  /** The namespace of the right, if it does not apply to the whole cluster. */
  readonly namespace?: string;
  /** The rule as in the manifest. Undefined if the input does not contain the role. */
  readonly rule?: JsonObject;
  /** The ids of the controls that report the rule. */
  readonly controls: readonly string[];
}

const GROUP = 'rbac.authorization.k8s.io';

/** The controls on the rules of roles. */
const ON_RULES: readonly AnyObjectControl[] = CATALOG.filter(isObjectControl)
  .filter(({ kinds }) => kinds === ROLES);

/** The subjects of bindings with their rights: service accounts first, then by namespace and name. */
export function reportedSubjects(subjects: readonly SubjectRules[]): readonly ReportedSubject[] {
  const context = thirdPartyContext('kubernetes');
  const known = new Map<unknown, readonly string[]>();
  const controlsOf = ({ rule, isClusterWide, namespace }: SubjectRule): readonly string[] => {
    const role: JsonObject = {
      apiVersion: `${GROUP}/v1`,
      kind: isClusterWide ? 'ClusterRole' : 'Role',
      metadata: { namespace },
      rules: [rule],
    };
    return ON_RULES.filter((control) => control.checkObject(role, context, []).length > 0).map(({ id }) => id);
  };
  const remembered = (rule: SubjectRule): readonly string[] => {
    const ids = (rule.isClusterWide ? known.get(rule.rule) : undefined) ?? controlsOf(rule);
    if (rule.isClusterWide) {
      known.set(rule.rule, ids);
    }
    return ids;
  };
  return subjects.map(({ subject, rules, leftOut }) => ({
    ...subject,
    rights: rules.map(({ rule, ...scope }) => ({
      ...scope, ...rule !== undefined && { rule: asObject(rule) }, controls: rule === undefined ? [] : remembered({ rule, ...scope }),
    })),
    leftOut,
  })).sort(compare);
}

function compare(one: ReportedSubject, other: ReportedSubject): number {
  return rank(one) - rank(other) || compareText(one.namespace ?? '', other.namespace ?? '') || compareText(
    one.name ?? '',
    other.name ?? '',
  );
}

function rank({ kind }: ReportedSubject): number {
  return kind === 'ServiceAccount' ? 0 : 1;
}
