import { KnownRole } from './bound-roles';
import { append } from '../../formats/manifest/group-by';
import { exactLabels } from '../network/evaluate/pod-labels';
import { exactLabelOf, readSelector, selectedShare, Selector } from '../network/evaluate/selectors';

/** A ClusterRole with a selector that adds the rules of other roles to it. */
interface Collector {
  readonly role: KnownRole;
  readonly selector: Selector;
}

/*
 * Limits for following the rules of one role to other roles. Without them, the work could grow with the square of the number of roles.
 */
const MAX_ROLES = 50;
const MAX_COMPARED = 1000;

/**
 * The ClusterRoles that get the rules of other roles: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export class Aggregation {
  /** Collectors by a label that their selector requires, as nearly all do. A role is compared only with collectors by its labels. */
  private readonly byLabel = new Map<string, Collector[]>();
  private readonly others: Collector[] = [];

  constructor(roles: Iterable<KnownRole>) {
    for (const role of roles) {
      role.selectors?.forEach((each) => this.add(role, readSelector(each)));
    }
  }

  /** The roles that get the rules of a role, directly or through another role. */
  public collectorsOf(role: KnownRole): readonly KnownRole[] {
    const found = new Set<KnownRole>();
    const pending = role.isOfCluster ? [role] : [];
    let compared = 0;
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      const labels = exactLabels(each.labels);
      for (const collector of this.candidates(each)) {
        if (found.size === MAX_ROLES || compared++ > MAX_COMPARED) {
          return [...found];
        }
        if (collector.role !== role && !found.has(collector.role) && selectedShare(collector.selector, labels) === 'all') {
          found.add(collector.role);
          pending.push(collector.role);
        }
      }
    }
    return [...found];
  }

  private* candidates({ labels }: KnownRole): Generator<Collector> {
    for (const label of Object.entries(labels)) {
      yield* this.byLabel.get(JSON.stringify(label)) ?? [];
    }
    yield* this.others;
  }

  /** Ignores an invalid selector, which the API server refuses. */
  private add(role: KnownRole, selector: Selector | undefined): void {
    const label = selector && exactLabelOf(selector);
    if (selector && label) {
      append(this.byLabel, JSON.stringify(label), [{ role, selector }]);
    } else if (selector && this.others.length < MAX_ROLES) {
      this.others.push({ role, selector });
    }
  }
}
