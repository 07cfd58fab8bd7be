import { Collector, Fact } from './fact';
import { asObject, asString, isAbsent, JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { POD_TEMPLATES, podsOf } from '../../formats/manifest/workload';
import { PodLabels, podLabels } from '../network/evaluate/pod-labels';
import { labelled, selectedShare } from '../network/evaluate/selectors';

/** The ports that the containers of a pod declare. */
export interface PodPorts {
  readonly names: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** The ports of the pods that a Service selects in its namespace; undefined if it selects no known pods, or too many. */
export type PortsOfSelected = (selector: JsonObject) => readonly PodPorts[] | undefined;

interface LabelledPorts extends PodPorts {
  readonly labels: PodLabels;
}

/** Maximum number of pods with one label that a Service is compared with. */
const MOST_PODS = 500;

class PortCollector implements Collector<PortsOfSelected> {
  /** Pods by place, and by each label of their template. */
  private readonly byLabel = new Map<string, Map<string, LabelledPorts[]>>();

  public add(object: JsonObject, place: string): void {
    const ofPlace = this.byLabel.get(place) ?? new Map<string, LabelledPorts[]>();
    this.byLabel.set(place, ofPlace);
    for (const pod of podsOf(object)) {
      const ports = portsOf(pod);
      for (const label of Object.entries(pod.labels)) {
        const key = label.join('\0');
        const others = ofPlace.get(key) ?? [];
        others.push(ports);
        ofPlace.set(key, others);
      }
    }
  }

  public at(place: string): PortsOfSelected {
    return (selector) => this.selected(selector, place);
  }

  private selected(selector: JsonObject, place: string): readonly PodPorts[] | undefined {
    const ofPlace = this.byLabel.get(place);
    const lists = ofPlace ? Object.entries(selector).map((label) => ofPlace.get(label.join('\0')) ?? []) : [];
    const [candidates] = lists.sort((one, other) => one.length - other.length);
    if (!candidates || candidates.length > MOST_PODS) {
      return undefined;
    }
    const conditions = labelled(selector);
    const found = candidates.filter(({ labels }) => selectedShare(conditions, labels) !== 'none');
    return found.length > 0 ? found : undefined;
  }
}

export const podPorts: Fact<PortsOfSelected> = {
  isIn: (kind) => Object.hasOwn(POD_TEMPLATES, kind),
  text: /\bcontainerPort\b/,
  isInWorkloads: true,
  collector: () => new PortCollector(),
};

function portsOf(pod: PodView): LabelledPorts {
  const ports = pod.containers.flatMap((container) => container.ports).map(asObject);
  const numbers = ports.flatMap(({ containerPort }) => isAbsent(containerPort) ? [] : [Number(containerPort)]);
  return {
    labels: podLabels(pod),
    names: new Set(ports.flatMap(({ name }) => asString(name) ?? [])),
    // A template of a chart for kustomize has text for a number, which can stand for any number.
    numbers: new Set(numbers.some(Number.isNaN) ? [] : numbers),
  };
}
