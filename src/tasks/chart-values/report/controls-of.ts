import { toFieldPath } from '../../../formats/manifest/paths';
import { Assessment } from '../chart/assessment';
import { Want } from '../choose/wants';
import { containerKey } from '../trace/places';

/** The controls that find what some settings close, in the order of their names. */
export function controlsOf(wants: readonly Want[], { workloads }: Assessment): readonly string[] {
  const byKey = new Map(workloads.map((workload) => [workload.rendered.key, workload]));
  const found = wants.flatMap(({ place }) => {
    const workload = byKey.get(place.workload);
    const pod = workload?.rendered.pods[place.pod];
    return workload && pod ? workload.errors.filter(({ path }) => {
      const steps = path.slice(pod.path.length);
      const isInContainer = /[cC]ontainers$/.test(String(steps[0])) && typeof steps[1] === 'number';
      const owner = isInContainer ? pod.containers.find(({ list, index }) => list === steps[0] && index === steps[1]) : undefined;
      const field = toFieldPath(isInContainer ? steps.slice(2) : steps);
      const isOwn = !owner || containerKey(owner) === place.container || place.container === undefined;
      return isOwn && (field === place.field || place.field.startsWith(`${field}.`) || field.startsWith(`${place.field}.`));
    }).map(({ control }) => control.id) : [];
  });
  return [...new Set(found)].sort();
}
