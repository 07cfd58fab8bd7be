import { Path } from '../../../formats/manifest/json';
import { toFieldPath } from '../../../formats/manifest/paths';
import { PodView } from '../../../formats/manifest/pod';
import { ControlChange } from '../../../policy/engine/changes';
import { ChartAssessment, AssessedWorkload } from '../chart/assessment';
import { Want } from '../choose/wants';
import { INHERITED } from '../trace/fields';
import { containerKey, ValuePlace } from '../trace/places';

/** The effects of settings, by the names of controls. */
export interface ControlsOf {
  /** The controls whose findings the settings close. */
  readonly closes: readonly string[];
  /** The controls that give workloads these values without having a finding. */
  readonly fills: readonly string[];
}

export function controlsOf(wants: readonly Want[], { workloads }: ChartAssessment): ControlsOf {
  const byKey = new Map(workloads.map((workload) => [workload.rendered.key, workload]));
  const idsOf = (ids: (workload: AssessedWorkload, place: ValuePlace) => readonly string[]) => [...new Set(wants.flatMap(({ place }) => {
    const workload = byKey.get(place.workload);
    return workload ? ids(workload, place) : [];
  }))].sort();
  const closes = idsOf(({ findings, rendered }, place) => findings
    .filter(({ path }) => isAt(path, rendered.pods[place.pod], place)).map(({ control }) => control.id));
  return {
    closes,
    fills: closes.length > 0 ? [] : idsOf(({ document, hardened }, place) => controlsAt(document.changes, hardened.pods[place.pod], place)),
  };
}

/** The controls that changed the field itself or, if none did, the object that contains it. */
function controlsAt(changes: readonly ControlChange[], pod: PodView, place: ValuePlace): readonly string[] {
  const there = changes.filter(({ path }) => isAt(path, pod, place));
  const own = there.filter(({ path }) => toFieldPath(path).replace(/\[\d+\]$/, '').endsWith(`.${place.field}`));
  return (own.length > 0 ? own : there).map(({ control }) => control);
}

/** Whether a path leads to a field, to an object around it, or into it. The field can also be in the pod, if containers inherit it. */
function isAt(path: Path, pod: PodView, { container, field }: ValuePlace): boolean {
  if (path.length < pod.path.length || !pod.path.every((step, index) => path[index] === step)) {
    return false;
  }
  const steps = path.slice(pod.path.length);
  const owner = pod.containers.find(({ list, index }) => list === steps[0] && index === steps[1]);
  const own = toFieldPath(owner ? steps.slice(2) : steps).replace(/\[\d+\]$/, '');
  const isOwner = !owner || (container === undefined ? INHERITED.has(field) : containerKey(owner) === container);
  return isOwner && (field === own || field.startsWith(`${own}.`) || own.startsWith(`${field}.`));
}
