import { wantedContainers, effective, valueAt, Want, wantKey } from './wants';
import { ChartAssessment, AssessedWorkload } from '../chart/assessment';
import { foundField } from '../findings/found-field';
import { Difference } from '../prove/differences';
import { INHERITED } from '../trace/fields';
import { containerKey, ValuePlace, placeKey } from '../trace/places';

/** The values of the chart that keep a workload from its profile, and have an effect only because we switched their maps on. */
export function unsafeOnes(brought: readonly Difference[], { workloads }: ChartAssessment): readonly Difference[] {
  const unsafe = new Set(brought.length === 0 ? [] : workloads.flatMap(({ rendered, errors }) => errors.flatMap((finding) => {
    const field = foundField(rendered.object, finding);
    return field ? [placeKey(field.place)] : [];
  })));
  return brought.filter(({ place }) => unsafe.has(placeKey(place)));
}

/** The wants of a chart. At these places, they are the values that hardening gives while the maps are off. */
export function withOwnWants(
  wants: readonly Want[], places: Iterable<ValuePlace>, workloads: readonly AssessedWorkload[],
): readonly Want[] {
  const own = [...places].map((place) => ({ place, value: hardenedAt(place, workloads), mustBeOwn: true }));
  const keys = new Set(own.map(wantKey));
  return [...wants.filter((want) => !keys.has(wantKey(want))), ...own];
}

function hardenedAt({ workload, pod: index, container, field }: ValuePlace, workloads: readonly AssessedWorkload[]): unknown {
  const { rendered, hardened } = workloads.find((each) => each.rendered.key === workload)!;
  const pod = hardened.pods[index];
  const all = wantedContainers(rendered.pods[index], pod).map(([, after]) => after);
  const own = container === undefined ? valueAt(pod, field) : undefined;
  const heirsOfPod = INHERITED.has(field) ? all : [];
  const heirs = container === undefined ? heirsOfPod : all.filter((each) => containerKey(each) === container);
  return own ?? (heirs.length > 0 ? effective(heirs[0], field) : undefined);
}
