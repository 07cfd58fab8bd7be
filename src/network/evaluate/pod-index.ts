import { NetworkPods } from './network-pods';
import { asArray, asObject, JsonObject } from '../../manifest/json';
import { selectsLabels } from '../../manifest/label-selector';
import { NAMESPACE_LABEL } from '../peer';

/** The labels that the manifests give to namespaces, by name. */
export type NamespaceLabels = ReadonlyMap<string, JsonObject>;

/** Finds the pods that selectors select. Many policies have the same selector, and most selectors name a label. */
export class PodIndex {
  private readonly byPlace = new Map<string, NetworkPods[]>();
  private readonly byLabel = new Map<string, NetworkPods[]>();
  private readonly selected = new Map<string, ReadonlySet<NetworkPods>>();
  /** A pod of each place stands for its namespace. */
  private readonly namespaces: ReadonlyMap<string, JsonObject | undefined>;

  constructor(all: readonly NetworkPods[], namespaceLabels: NamespaceLabels) {
    const places = new Map<string, JsonObject | undefined>();
    for (const pods of all) {
      const { place, namespace } = pods;
      places.set(place, namespace === undefined ? undefined : { ...namespaceLabels.get(namespace), [NAMESPACE_LABEL]: namespace });
      add(this.byPlace, place, pods);
      Object.entries(pods.labels).forEach(([key, value]) => add(this.byLabel, labelKey(place, key, value), pods));
    }
    this.namespaces = places;
  }

  /** The pods at a place that a selector selects. */
  public selectAt(place: string, selector: JsonObject): ReadonlySet<NetworkPods> {
    return this.remembered([place, selector], () => this.find([place], selector));
  }

  /** The same in the namespaces that another selector selects. Of a namespace without a name nothing is known. */
  public selectIn(namespaceSelector: JsonObject, selector: JsonObject): ReadonlySet<NetworkPods> {
    return this.remembered([namespaceSelector, selector], () => {
      const places = [...this.namespaces].filter(([, labels]) => labels ? selectsLabels(namespaceSelector, labels) : isEmptySelector(namespaceSelector));
      return this.find(places.map(([place]) => place), selector);
    });
  }

  private remembered(key: readonly unknown[], find: () => ReadonlySet<NetworkPods>): ReadonlySet<NetworkPods> {
    const text = JSON.stringify(key);
    const known = this.selected.get(text) ?? find();
    this.selected.set(text, known);
    return known;
  }

  private find(places: readonly string[], selector: JsonObject): ReadonlySet<NetworkPods> {
    const [label] = Object.entries(asObject(selector.matchLabels));
    return new Set(places.flatMap((place) => (label ? this.byLabel.get(labelKey(place, ...label)) : this.byPlace.get(place)) ?? [])
      .filter(({ labels }) => selectsLabels(selector, labels)));
  }
}

export function isEmptySelector(selector: JsonObject): boolean {
  return Object.keys(asObject(selector.matchLabels)).length === 0 && asArray(selector.matchExpressions).length === 0;
}

function labelKey(place: string, key: string, value: unknown): string {
  return JSON.stringify([place, key, value]);
}

function add(map: Map<string, NetworkPods[]>, key: string, pods: NetworkPods): void {
  const list = map.get(key) ?? [];
  list.push(pods);
  map.set(key, list);
}
