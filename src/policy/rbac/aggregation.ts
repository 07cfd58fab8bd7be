import { KnownRole } from './bound-roles';
import { append } from '../../formats/manifest/group-by';
import { exactLabels } from '../network/evaluate/pod-labels';
import { exactLabelOf, readSelector, selectedShare, Selector } from '../network/evaluate/selectors';

/** A ClusterRole that gets the rules of others, by one of its selectors. */
interface Collector {
  readonly role: KnownRole;
  readonly selector: Selector;
}

/** How many roles the rules of one are followed into. Their number could grow with the square of the roles. */
const MOST = 50;
const MOST_LOOKS = 1000;

/** Which ClusterRoles get the rules of others: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
export class Aggregation {
  /** Nearly all selectors name a label. */
  private readonly byLabel = new Map<string, Collector[]>();
  private readonly others: Collector[] = [];

  constructor(roles: Iterable<KnownRole>) {
    for (const role of roles) {
      role.selectors?.forEach((each) => this.add(role, readSelector(each)));
    }
  }

  /** The roles that get the rules of a role, directly or through each other. */
  public collectorsOf(role: KnownRole): readonly KnownRole[] {
    const found = new Set<KnownRole>();
    const pending = [role];
    let looks = 0;
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      const labels = exactLabels(each.labels);
      for (const collector of this.candidates(each)) {
        if (found.size === MOST || looks++ > MOST_LOOKS) {
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

  /** The API server refuses a selector that is none. */
  private add(role: KnownRole, selector: Selector | undefined): void {
    const label = selector && exactLabelOf(selector);
    if (selector && label) {
      append(this.byLabel, JSON.stringify(label), [{ role, selector }]);
    } else if (selector && this.others.length < MOST) {
      this.others.push({ role, selector });
    }
  }
}
