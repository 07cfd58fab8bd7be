import { Collector, Fact } from './fact';
import { groupBy } from '../../formats/manifest/group-by';
import { JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { groupKind } from '../../formats/manifest/workload';
import { Direction } from '../network/evaluate/direction';
import { refuseSomebody } from '../network/evaluate/everyone';
import { Isolation, isRefused, readIsolation, Refusal } from '../network/evaluate/isolation';
import { LastApplied } from '../network/evaluate/last-applied';
import { podLabels } from '../network/evaluate/pod-labels';
import { exactLabelOf, selectedShare } from '../network/evaluate/selectors';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** The kinds of policies of network plugins, and whether they are namespaced. */
export const OF_PLUGINS: { readonly [groupKind: string]: 'namespace' | 'cluster' } = {
  'cilium.io/CiliumNetworkPolicy': 'namespace',
  'cilium.io/CiliumClusterwideNetworkPolicy': 'cluster',
  'crd.projectcalico.org/NetworkPolicy': 'namespace',
  'crd.projectcalico.org/GlobalNetworkPolicy': 'cluster',
  'projectcalico.org/NetworkPolicy': 'namespace',
  'projectcalico.org/GlobalNetworkPolicy': 'cluster',
};

/** How network policies isolate pods. */
export interface PodIsolation {
  readonly isolates: (pod: PodView) => boolean;
  /** Whether policies limit one direction of the connections of a pod, or are unknown. */
  readonly limits?: (pod: PodView, direction: Direction) => boolean;
  /** The names of policies that select a pod and allow everything. */
  readonly allowing?: (pod: PodView) => readonly string[];
  /** Why the API server refuses one of the policies. */
  readonly refusal?: string;
}

class PolicyCollector implements Collector<PodIsolation> {
  private readonly policies = new LastApplied<Isolation | Refusal>();
  /** Places with policies of network plugins, whose selectors are not read. */
  private readonly ofPlugins = new Set<string>();
  private isClusterIsolated = false;
  private readonly known = new Map<string, PodIsolation>();

  public add(object: JsonObject, place: string): void {
    const kind = groupKind(object);
    if (kind === NETWORK_POLICY) {
      this.policies.add(object, place, readIsolation(object));
      this.known.delete(place);
    } else if (OF_PLUGINS[kind] === 'cluster') {
      this.isClusterIsolated = true;
    } else if (OF_PLUGINS[kind]) {
      this.ofPlugins.add(place);
    }
  }

  public at(place: string): PodIsolation {
    const current = () => this.current(place);
    return {
      isolates: (pod) => current().isolates(pod),
      limits: (pod, direction) => current().limits?.(pod, direction) ?? true,
      allowing: (pod) => current().allowing?.(pod) ?? [],
      get refusal() {
        return current().refusal;
      },
    };
  }

  private current(place: string): PodIsolation {
    if (this.isClusterIsolated || this.ofPlugins.has(place)) {
      return EVERY_POD;
    }
    const isolation = this.known.get(place) ?? isolationBy(this.policies.at(place));
    this.known.set(place, isolation);
    return isolation;
  }
}

export const networkPolicies: Fact<PodIsolation> = {
  isIn: (kind) => kind.endsWith('NetworkPolicy'),
  text: /NetworkPolicy\b/,
  collector: () => new PolicyCollector(),
};

const EVERY_POD: PodIsolation = { isolates: () => true };
const NO_POD: PodIsolation = { isolates: () => false };

function isolationBy(policies: readonly (Isolation | Refusal)[]): PodIsolation {
  if (policies.length === 0) {
    return NO_POD;
  }
  const read = policies.flatMap((policy) => isRefused(policy) ? [] : [policy]);
  const isForAll = (direction: Direction) => read.some(({ selector, directions }) => selector.length === 0 && directions.has(direction));
  const isForEvery = DIRECTIONS.some((direction) => isForAll(direction) && read.every(({ open }) => open[direction].length === 0));
  // An index, because an input can have as many policies as pods, and most select one workload by a label.
  const byLabel = groupBy(read, ({ selector }) => labelKey(exactLabelOf(selector)));
  const selecting = (pod: PodView): readonly Isolation[] => {
    const labels = podLabels(pod);
    const keys = [labelKey(undefined), ...Object.entries(labels.written).map(([key, value]) => labelKey([key, value ?? '']))];
    return keys.flatMap((key) => byLabel.get(key) ?? []).filter(({ selector }) => selectedShare(selector, labels) === 'all');
  };
  return {
    isolates: (pod) => isForEvery || DIRECTIONS.some((direction) => isIsolated(selecting(pod), direction)),
    limits: (pod, direction) => isIsolated(selecting(pod), direction),
    allowing: (pod) => selecting(pod).map(({ name }) => name),
    refusal: policies.find(isRefused)?.refusal,
  };
}

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

function isIsolated(selecting: readonly Isolation[], direction: Direction): boolean {
  const inDirection = selecting.filter(({ directions }) => directions.has(direction));
  return inDirection.length > 0 && refuseSomebody(inDirection.map(({ open }) => open), direction);
}

function labelKey(label: readonly [key: string, value: unknown] | undefined): string {
  return JSON.stringify(label ?? null);
}
