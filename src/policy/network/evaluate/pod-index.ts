import { NetworkPods } from './network-pods';
import { exactLabels } from './pod-labels';
import { exactLabelOf, readSelector, selectedShare, Selector } from './selectors';
import { append, groupBy } from '../../../formats/manifest/group-by';
import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { NAMESPACE_LABEL } from '../peer';

/** The labels of namespaces, by name, as the manifests set them. */
export type NamespaceLabels = ReadonlyMap<string, JsonObject>;

/** An index of pods for selectors. Many policies have the same selector, and most selectors require a label. */
export class PodIndex {
  private readonly byPlace: ReadonlyMap<string, readonly NetworkPods[]>;
  private readonly byLabel = new Map<string, NetworkPods[]>();
  private readonly selected = new Map<string, ReadonlySet<NetworkPods>>();
  private readonly selectedPlaces = new Map<string, ReadonlySet<string>>();

  constructor(all: readonly NetworkPods[], private readonly namespaceLabels: NamespaceLabels) {
    this.byPlace = groupBy(all, ({ place }) => place);
    for (const pods of all) {
      for (const [key, value] of Object.entries(pods.labels.written)) {
        append(this.byLabel, labelKey(pods.place, key, value ?? ''), [pods]);
        append(this.byLabel, labelKey(undefined, key, value ?? ''), [pods]);
      }
    }
  }

  /** The workloads at a place of which a selector selects all pods, or at least some pods. Empty if the API server refuses the selector. */
  public selectAt(place: string, selector: unknown, share: 'all' | 'some'): ReadonlySet<NetworkPods> {
    return remembered(this.selected, [place, selector, share], () => {
      const requirements = readSelector(selector);
      const candidates = requirements ? this.candidates(place, requirements) ?? this.byPlace.get(place) ?? [] : [];
      return new Set(candidates.filter((pods) => isSelected(pods, requirements!, share)));
    });
  }

  /** The workloads in all namespaces that another selector selects. */
  public selectIn(namespaceSelector: JsonObject, selector: unknown, share: 'all' | 'some'): ReadonlySet<NetworkPods> {
    return remembered(this.selected, [namespaceSelector, selector, share], () => {
      const requirements = readSelector(selector);
      const places = this.placesOf(namespaceSelector);
      const everyone = () => [...places].flatMap((place) => this.byPlace.get(place)!);
      const candidates = requirements ? this.candidates(undefined, requirements) ?? everyone() : [];
      return new Set(candidates.filter((pods) => places.has(pods.place) && isSelected(pods, requirements!, share)));
    });
  }

  /** The labels of a namespace without a name are unknown, so only an empty selector matches it. */
  private placesOf(selector: JsonObject): ReadonlySet<string> {
    return remembered(this.selectedPlaces, selector, () => {
      const requirements = readSelector(selector);
      const isPlace = ([, [{ namespace }]]: readonly [string, readonly NetworkPods[]]) => requirements && (namespace === undefined
        ? requirements.length === 0
        : selectedShare(requirements, exactLabels({ ...this.namespaceLabels.get(namespace), [NAMESPACE_LABEL]: namespace })) === 'all');
      return new Set([...this.byPlace].filter(isPlace).map(([place]) => place));
    });
  }

  /** The pods with a label that the selector requires in their template; undefined if it requires none. */
  private candidates(place: string | undefined, requirements: Selector): readonly NetworkPods[] | undefined {
    const label = exactLabelOf(requirements);
    return label && (this.byLabel.get(labelKey(place, ...label)) ?? []);
  }
}

function isSelected({ labels }: NetworkPods, selector: Selector, share: 'all' | 'some'): boolean {
  const selected = selectedShare(selector, labels);
  return selected === 'all' || selected === share;
}

export function isEmptySelector(selector: JsonObject): boolean {
  return Object.keys(asObject(selector.matchLabels)).length === 0 && asArray(selector.matchExpressions).length === 0;
}

function labelKey(place: string | undefined, key: string, value: unknown): string {
  return JSON.stringify([place, key, value]);
}

/** The cached result for a key of any type. */
export function remembered<T>(known: Map<string, T>, key: unknown, find: () => T): T {
  const text = JSON.stringify(key);
  const found = known.get(text) ?? find();
  known.set(text, found);
  return found;
}
