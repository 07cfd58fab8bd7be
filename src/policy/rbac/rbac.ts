import { Aggregation } from './aggregation';
import { CLUSTER_SCOPE, KnownBinding, KnownRole, placeOfRole, readBinding, readRole, roleKey } from './bound-roles';
import { Grant, Subject } from './grants';
import { append, groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';

const AGGREGATE_TO = 'rbac.authorization.k8s.io/aggregate-to-';
const aggregated = (name: string, ...into: readonly string[]): KnownRole => ({
  title: `ClusterRole ${name}`,
  isOfCluster: true,
  labels: Object.fromEntries(into.map((other) => [AGGREGATE_TO + other, 'true'])),
  rules: [],
  selectors: [{ matchLabels: { [AGGREGATE_TO + name]: 'true' } }],
});

/** Built-in roles that get the rules of other roles: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles */
const BUILT_IN: ReadonlyMap<string, KnownRole> = new Map([
  [roleKey(CLUSTER_SCOPE, 'admin'), aggregated('admin')],
  [roleKey(CLUSTER_SCOPE, 'edit'), aggregated('edit', 'admin')],
  [roleKey(CLUSTER_SCOPE, 'view'), aggregated('view', 'edit')],
]);

/** A rule of a role, and how a subject gets it. */
export interface SubjectRule extends Omit<Grant, 'subjects'> {
  /** Undefined if the rules are unknown, because the input does not contain the role. */
  readonly rule?: unknown;
}

export interface SubjectRules {
  readonly subject: Subject;
  readonly rules: readonly SubjectRule[];
  /** Number of rules that are not listed. */
  readonly leftOut: number;
}

/** Maximum number of rules that are listed for one subject. */
const MOST_RULES = 200;

/** The rights of subjects, from the roles and bindings of an input in any order. */
export class Rbac {
  private readonly roles = new Map<string, KnownRole>();
  /** Bindings by place and name. Of two with the same name, the last one wins, as with `kubectl apply`. */
  private readonly bindings = new Map<string, KnownBinding>();
  private readonly known = new Map<string, readonly Grant[]>();
  private related?: Related;

  public add(object: JsonObject, place: string): void {
    const placeOfIt = placeOfRole(object, place);
    const binding = placeOfIt === undefined ? readBinding(object, place) : undefined;
    if (placeOfIt !== undefined) {
      this.roles.set(roleKey(placeOfIt, objectName(object)), readRole(object));
    } else if (binding) {
      this.bindings.set(JSON.stringify([binding.isClusterWide ? CLUSTER_SCOPE : place, binding.title]), binding);
    }
    this.related = undefined;
    this.known.clear();
  }

  /** The bindings that give the rules of a role to subjects, directly or through another role that gets these rules. */
  public grantsOf(role: JsonObject, place: string): readonly Grant[] {
    const own = placeOfRole(role, place);
    const key = own === undefined ? '' : roleKey(own, objectName(role));
    const known = this.known.get(key) ?? this.findGrants(key);
    this.known.set(key, known);
    return known;
  }

  /** The rules of the bound role, with the rules that it gets from other roles. Undefined if the input does not contain the role. */
  public rulesOf(binding: JsonObject, place: string): readonly unknown[] | undefined {
    const { role: key } = readBinding(binding, place) ?? {};
    const role = key === undefined ? undefined : this.roles.get(key);
    return role && [role, ...this.relations().members.get(key!) ?? []].flatMap(({ rules, selectors }) => selectors ? [] : rules);
  }

  /** All subjects with their rules, in the order of their first binding. */
  public get subjects(): readonly SubjectRules[] {
    const found = new Map<string, { subject: Subject; rules: SubjectRule[]; leftOut: number }>();
    const { members } = this.relations();
    for (const binding of this.bindings.values()) {
      const { rules, count } = this.rulesBy(binding, members);
      for (const subject of binding.subjects) {
        const key = JSON.stringify(subject);
        const of = found.get(key) ?? { subject, rules: [], leftOut: 0 };
        found.set(key, of);
        const listed = rules.slice(0, MOST_RULES - of.rules.length);
        of.rules.push(...listed);
        of.leftOut += count - listed.length;
      }
    }
    return [...found.values()];
  }

  private findGrants(key: string): readonly Grant[] {
    const role = this.roles.get(key);
    const { byRole, keys, aggregation } = this.relations();
    const own = (byRole.get(key) ?? []).map((binding) => grantBy(binding));
    const others = role === undefined ? [] : aggregation.collectorsOf(role).flatMap((collector) =>
      (byRole.get(keys.get(collector) ?? '') ?? []).map((binding) => grantBy(binding, role)));
    return [...own, ...others];
  }

  private relations(): Related {
    return this.related ??= this.findRelations();
  }

  private findRelations(): Related {
    const all = new Map([...BUILT_IN, ...this.roles]);
    const keys = new Map([...all].map(([key, role]) => [role, key]));
    const aggregation = new Aggregation(all.values());
    return { byRole: bindingsByRole(this.bindings.values()), keys, aggregation, members: this.membersByCollector(aggregation, keys) };
  }

  private membersByCollector(aggregation: Aggregation, keys: Related['keys']): Related['members'] {
    const members = new Map<string, KnownRole[]>();
    for (const role of this.roles.values()) {
      aggregation.collectorsOf(role).forEach((collector) => append(members, keys.get(collector)!, [role]));
    }
    return members;
  }

  /** The first rules that a binding gives, and the number of all its rules. */
  private rulesBy(
    binding: KnownBinding, members: ReadonlyMap<string, readonly KnownRole[]>,
  ): { readonly rules: readonly SubjectRule[]; readonly count: number } {
    const role = this.roles.get(binding.role);
    const rules: SubjectRule[] = [];
    let count = 0;
    const add = (from: KnownRole, path: string) => {
      count += from.rules.length;
      from.rules.slice(0, MOST_RULES - rules.length)
        .forEach((rule, index) => rules.push({ rule, ...scopeOf(binding), path: `${path} -> rules[${index}]` }));
    };
    if (role === undefined) {
      rules.push({ ...scopeOf(binding), path: pathOf(binding) });
      count++;
    } else if (!role.selectors) {
      add(role, pathOf(binding));
    }
    members.get(binding.role)?.filter(({ selectors }) => !selectors).forEach((part) => add(part, pathOf(binding, part)));
    return { rules, count };
  }
}

interface Related {
  readonly byRole: ReadonlyMap<string, readonly KnownBinding[]>;
  readonly keys: ReadonlyMap<KnownRole, string>;
  readonly aggregation: Aggregation;
  /** For each role, by key, the roles whose rules it gets. */
  readonly members: ReadonlyMap<string, readonly KnownRole[]>;
}

/** Leaves out bindings without subjects, which give no rights. */
function bindingsByRole(bindings: Iterable<KnownBinding>): ReadonlyMap<string, readonly KnownBinding[]> {
  return groupBy([...bindings].filter(({ subjects }) => subjects.length > 0), ({ role }) => role);
}

/** @param from the role whose rules the bound role gets by aggregation */
function grantBy(binding: KnownBinding, from?: KnownRole): Grant {
  return { subjects: binding.subjects, path: pathOf(binding, from), ...scopeOf(binding) };
}

function pathOf({ title, roleTitle }: KnownBinding, from?: KnownRole): string {
  return `${title} -> ${roleTitle}${from === undefined ? '' : ` -> ${from.title}`}`;
}

function scopeOf({ isClusterWide, namespace }: KnownBinding): Pick<Grant, 'isClusterWide' | 'namespace'> {
  return { isClusterWide, ...namespace !== undefined && { namespace } };
}
