import { NetworkPods } from './network-pods';
import { append, groupBy } from '../../manifest/group-by';
import { asArray, asObject, JsonObject } from '../../manifest/json';
import { selectsLabels } from '../../manifest/label-selector';
import { NAMESPACE_LABEL } from '../peer';

/** The labels that the manifests give to namespaces, by name. */
export type NamespaceLabels = ReadonlyMap<string, JsonObject>;

/** Finds the pods that selectors select. Many policies have the same selector, and most selectors name a label. */
export class PodIndex {
  private readonly byPlace: ReadonlyMap<string, readonly NetworkPods[]>;
  private readonly byLabel = new Map<string, NetworkPods[]>();
  private readonly selected = new Map<string, ReadonlySet<NetworkPods>>();
  private readonly selectedPlaces = new Map<string, ReadonlySet<string>>();

  constructor(all: readonly NetworkPods[], private readonly namespaceLabels: NamespaceLabels) {
    this.byPlace = groupBy(all, ({ place }) => place);
    for (const pods of all) {
      for (const [key, value] of Object.entries(pods.labels)) {
        append(this.byLabel, labelKey(pods.place, key, value), [pods]);
        append(this.byLabel, labelKey(undefined, key, value), [pods]);
      }
    }
  }

  /** The pods at a place that a selector selects. */
  public selectAt(place: string, selector: JsonObject): ReadonlySet<NetworkPods> {
    return remembered(this.selected, [place, selector], () => {
      const candidates = this.candidates(place, selector) ?? this.byPlace.get(place) ?? [];
      return new Set(candidates.filter(({ labels }) => selectsLabels(selector, labels)));
    });
  }

  /** The same in the namespaces that another selector selects. */
  public selectIn(namespaceSelector: JsonObject, selector: JsonObject): ReadonlySet<NetworkPods> {
    return remembered(this.selected, [namespaceSelector, selector], () => {
      const places = this.placesOf(namespaceSelector);
      const candidates = this.candidates(undefined, selector) ?? [...places].flatMap((place) => this.byPlace.get(place)!);
      return new Set(candidates.filter(({ place, labels }) => places.has(place) && selectsLabels(selector, labels)));
    });
  }

  /** Of a namespace without a name nothing is known. */
  private placesOf(selector: JsonObject): ReadonlySet<string> {
    return remembered(this.selectedPlaces, selector, () => new Set([...this.byPlace].filter(([, [{ namespace }]]) => namespace === undefined
      ? isEmptySelector(selector)
      : selectsLabels(selector, { ...this.namespaceLabels.get(namespace), [NAMESPACE_LABEL]: namespace })).map(([place]) => place)));
  }

  /** The pods with one of the labels, if the selector names one. */
  private candidates(place: string | undefined, { matchLabels }: JsonObject): readonly NetworkPods[] | undefined {
    const [label] = Object.entries(asObject(matchLabels));
    return label && (this.byLabel.get(labelKey(place, ...label)) ?? []);
  }
}

export function isEmptySelector(selector: JsonObject): boolean {
  return Object.keys(asObject(selector.matchLabels)).length === 0 && asArray(selector.matchExpressions).length === 0;
}

function labelKey(place: string | undefined, key: string, value: unknown): string {
  return JSON.stringify([place, key, value]);
}

/** What was found for a key before, whatever that is. */
export function remembered<T>(known: Map<string, T>, key: unknown, find: () => T): T {
  const text = JSON.stringify(key);
  const found = known.get(text) ?? find();
  known.set(text, found);
  return found;
}
