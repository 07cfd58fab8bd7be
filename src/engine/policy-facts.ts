import { asObject, JsonObject } from '../manifest/json';
import { templateSelector } from '../manifest/label-selector';
import { groupKind } from '../manifest/workload';

/** Selects every pod: that of a policy whose selector is not read here. */
const EVERY = {};

/** Policies of network plugins, and whether they are for the whole cluster. */
const OF_PLUGINS: { readonly [groupKind: string]: 'namespace' | 'cluster' } = {
  'cilium.io/CiliumNetworkPolicy': 'namespace',
  'cilium.io/CiliumClusterwideNetworkPolicy': 'cluster',
  'crd.projectcalico.org/NetworkPolicy': 'namespace',
  'crd.projectcalico.org/GlobalNetworkPolicy': 'cluster',
  'projectcalico.org/NetworkPolicy': 'namespace',
  'projectcalico.org/GlobalNetworkPolicy': 'cluster',
};

/** The pods that network policies select, by their place. */
export class PolicyFacts {
  private readonly byPlace = new Map<string, unknown[]>();
  /** The places and texts of the selectors that are known: many policies may have the same. */
  private readonly known = new Set<string>();
  private isClusterIsolated = false;

  public learn(object: JsonObject, place: string): void {
    const kind = groupKind(object);
    if (kind === 'networking.k8s.io/NetworkPolicy') {
      this.add(place, templateSelector(asObject(asObject(object.spec).podSelector)));
    } else if (OF_PLUGINS[kind] === 'cluster') {
      this.isClusterIsolated = true;
    } else if (OF_PLUGINS[kind]) {
      this.add(place, EVERY);
    }
  }

  /** The selectors at a place. */
  public at(place: string): readonly unknown[] {
    return this.isClusterIsolated ? ALL : this.byPlace.get(place) ?? NONE;
  }

  private add(place: string, selector: unknown): void {
    const key = JSON.stringify([place, selector]);
    if (!this.known.has(key)) {
      this.known.add(key);
      const selectors = this.byPlace.get(place) ?? [];
      selectors.push(selector);
      this.byPlace.set(place, selectors);
    }
  }
}

const NONE: readonly unknown[] = Object.freeze([]);
const ALL: readonly unknown[] = Object.freeze([EVERY]);
